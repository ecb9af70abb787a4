-- SPDX-License-Identifier: Apache-2.0
-- Files that go with an e-mail.

ALTER TABLE outgoing ADD COLUMN files TEXT;     -- list of the ids of blobs of the location, in order

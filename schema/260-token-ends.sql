-- SPDX-License-Identifier: Apache-2.0
-- Tokens end when whoever made them said, and show when they were last used.

ALTER TABLE token ADD COLUMN ends_at BIGINT;    -- ms; as it was made to end, also after a rotation
ALTER TABLE token ADD COLUMN used_at BIGINT;    -- ms; noted every five minutes while it is used

-- SPDX-License-Identifier: Apache-2.0
-- Files that are sent to an address that was given for each: from when it was given until a day
-- after it is good no more.

CREATE TABLE upload (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,                          -- UUID
	conversation_id TEXT NOT NULL,
	hash TEXT NOT NULL,                        -- sum of the secret in its address
	name TEXT NOT NULL,
	path TEXT NOT NULL,                        -- what upstream calls it by
	said_type TEXT NOT NULL,
	said_size BIGINT,
	size_max BIGINT NOT NULL,
	expires_at BIGINT NOT NULL,
	blob_id TEXT,                              -- what came; NULL: nothing has
	address TEXT,                              -- of it, without a host
	content_type TEXT,                         -- as its bytes are
	size BIGINT,
	completed BOOLEAN NOT NULL DEFAULT false,  -- it is the contact's now
	PRIMARY KEY (location_id, id)
);

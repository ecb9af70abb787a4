-- SPDX-License-Identifier: Apache-2.0
-- The media library: files and folders, as a tree.

CREATE TABLE media (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,                          -- 24 hexadecimal digits
	parent_id TEXT NOT NULL,                   -- the folder; empty: at the top
	type TEXT NOT NULL,                        -- file, folder
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                    -- folded, as it is searched
	blob_id TEXT,                              -- its bytes; NULL: they are elsewhere, or it is a folder
	address TEXT,                              -- ours without a host; of what is elsewhere the whole
	content_type TEXT,
	size BIGINT,
	trashed BOOLEAN NOT NULL DEFAULT false,
	created_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE INDEX media_of_folder ON media (location_id, parent_id, type, trashed, created_at, id);
CREATE INDEX media_by_name ON media (location_id, parent_id, type, trashed, name_key, id);
CREATE INDEX media_by_change ON media (location_id, parent_id, type, trashed, updated_at, id);
CREATE INDEX media_of_type ON media (location_id, type, trashed, created_at, id);

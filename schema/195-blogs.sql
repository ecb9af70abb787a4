-- SPDX-License-Identifier: Apache-2.0
-- Blogs of a location.  Every id is of 24 hexadecimal digits, as upstream's.

CREATE TABLE blog_site (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	name_key TEXT NOT NULL,                    -- folded, as it is searched
	updated_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE TABLE blog_author (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	canonical_link TEXT NOT NULL,
	updated_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE TABLE blog_category (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	label TEXT NOT NULL,
	url_slug TEXT NOT NULL,
	canonical_link TEXT NOT NULL,
	updated_at BIGINT NOT NULL,
	PRIMARY KEY (location_id, id)
);
CREATE TABLE blog_post (
	location_id TEXT NOT NULL,
	id TEXT NOT NULL,
	blog_id TEXT NOT NULL,                     -- its site
	title TEXT NOT NULL,
	title_key TEXT NOT NULL,                   -- folded, as it is searched
	description TEXT NOT NULL,
	image_url TEXT NOT NULL,
	image_alt_text TEXT NOT NULL,
	html TEXT NOT NULL,
	status TEXT NOT NULL,                      -- DRAFT, PUBLISHED, SCHEDULED, ARCHIVED
	categories TEXT NOT NULL,
	tags TEXT NOT NULL,
	author TEXT,
	url_slug TEXT NOT NULL,
	canonical_link TEXT,
	published_at BIGINT NOT NULL,
	updated_at BIGINT NOT NULL,
	version BIGINT NOT NULL,                   -- one more with each change
	PRIMARY KEY (location_id, id),
	UNIQUE (location_id, url_slug)
);
CREATE INDEX blog_post_by_time ON blog_post (location_id, published_at, id);
CREATE INDEX blog_post_by_status ON blog_post (location_id, status, published_at, id);
CREATE INDEX blog_post_of_blog ON blog_post (location_id, blog_id, published_at, id);
CREATE INDEX blog_post_of_status ON blog_post (location_id, blog_id, status, published_at, id);

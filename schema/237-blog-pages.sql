-- SPDX-License-Identifier: Apache-2.0
-- The pages of a blog are found by its site alone.
CREATE INDEX blog_site_of_id ON blog_site (id);

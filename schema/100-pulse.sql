-- SPDX-License-Identifier: Apache-2.0
-- What /health writes to find out whether anything can be written.  One row.

CREATE TABLE pulse (
	one BIGINT PRIMARY KEY,
	beat BIGINT NOT NULL
);
INSERT INTO pulse (one, beat) VALUES (1, 0);

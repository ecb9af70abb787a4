-- SPDX-License-Identifier: Apache-2.0
-- A run that another run started knows which, and how long the chain is by now.
ALTER TABLE run ADD COLUMN parent BIGINT;
ALTER TABLE run ADD COLUMN depth BIGINT NOT NULL DEFAULT 0;

-- SPDX-License-Identifier: Apache-2.0
-- Search is told of changes once in a commit, no longer row by row: its triggers are made anew.

-- searchable contact
-- searchable business
-- searchable record

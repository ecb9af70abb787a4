-- SPDX-License-Identifier: Apache-2.0
-- Pauses of before may have been taken for decades: each connection is asked anew, once.
UPDATE pace SET daily_left = -1, daily_reset = 0, free_at = 0, rest_at = 0;

-- SPDX-License-Identifier: Apache-2.0
-- One without a value is sorted like one whose value is nothing.

DROP INDEX opportunity_by_value;
CREATE INDEX opportunity_by_value
	ON opportunity (location_id, pipeline_id, (coalesce(monetary_value, 0)), id);

// SPDX-License-Identifier: Apache-2.0
/* What the operators of filters are called. */
import {
	type Operator,
	type RecordField,
	type RecordFilter,
	asks_value,
	told_value,
} from './objects';
import { sent } from './kinds';
import { type Key, t } from './words.svelte';

export const OPERATOR_TITLES: Record<Operator, Key> = {
	is: 'filter.op.is',
	has: 'filter.op.has',
	least: 'filter.op.least',
	most: 'filter.op.most',
	any: 'filter.op.any',
	none: 'filter.op.none',
};

/* A filter in a few words. */
export function filter_told(filter: RecordFilter, fields: RecordField[]): string {
	const field = fields.find(({ name }) => name === filter.field);
	const title = field?.title ?? filter.field;
	const value = field && sent(field.kind, filter.value);
	const said = field ? told_value(field, value) : filter.value;

	const how = t(OPERATOR_TITLES[filter.operator]);

	return asks_value(filter.operator) ? `${title} ${how} ${said}` : `${title} ${how}`;
}

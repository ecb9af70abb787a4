// SPDX-License-Identifier: Apache-2.0
/* The fields that a place has made itself, for people and for opportunities. */
import { type Json } from './api';
import { cached } from './cache.svelte';
import { FIELD_KINDS, FIELD_LISTS } from './kinds';
import type { Row } from './rows';
import { session } from './session.svelte';

export interface FieldOf extends Row {
	title: string;
	custom: string;
}

export function own_fields(model: 'contact' | 'opportunity'): FieldOf[] {
	const path = `/locations/${session()?.location.id}/customFields?model=${model}`;
	const all: Json[] = cached(path).data?.['customFields'] ?? [];

	return all
		.filter((one) => FIELD_KINDS[one['dataType']])
		.map((one) => ({
			name: one['id'],
			title: one['name'],
			custom: one['id'],
			kind: FIELD_KINDS[one['dataType']]!,
			choices: one['picklistOptions'] ?? [],
			most: undefined,
			ref: undefined,
			list: FIELD_LISTS.includes(one['dataType']),
		}));
}

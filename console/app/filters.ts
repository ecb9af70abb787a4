// SPDX-License-Identifier: Apache-2.0
/* Which people a list shows: as words of its address, and as the search asks for it.  Pure. */
import type { Json } from './api';
import type { Key } from './words.svelte';

export const FILTERS = {
	tag: { field: 'tags', operator: 'eq' },
	source: { field: 'source', operator: 'eq' },
	city: { field: 'city', operator: 'eq' },
	state: { field: 'state', operator: 'eq' },
	country: { field: 'country', operator: 'eq' },
	company: { field: 'companyName', operator: 'eq' },
	after: { field: 'dateAdded', operator: 'range' },
	before: { field: 'dateAdded', operator: 'range' },
} as const;

export const SORTS = {
	newest: { field: 'dateAdded', direction: 'desc' },
	oldest: { field: 'dateAdded', direction: 'asc' },
	changed: { field: 'dateUpdated', direction: 'desc' },
	first: { field: 'firstName', direction: 'asc' },
	last: { field: 'lastName', direction: 'asc' },
} as const;

export type FilterName = keyof typeof FILTERS;

export const FILTER_TITLES: Record<FilterName, Key> = {
	tag: 'filter.tag',
	source: 'filter.source',
	city: 'filter.city',
	state: 'filter.state',
	country: 'filter.country',
	company: 'filter.company',
	after: 'filter.after',
	before: 'filter.before',
};
export type SortName = keyof typeof SORTS;
export interface Filter {
	name: FilterName;
	value: string;
}

export interface Wanted {
	text: string;
	sort: SortName;
	filters: Filter[];
	where?: Json[] /* what a report counted, as the search takes it */;
}

/* Filters that stand in an address as the search takes them; what is none is left out. */
export function where_read(text: string | null): Json[] {
	try {
		const read = JSON.parse(text ?? '[]');

		return Array.isArray(read) ? read : [];
	} catch {
		return [];
	}
}

export function wanted_of(query: URLSearchParams): Wanted {
	const filters = [...query]
		.filter(([name, value]) => name in FILTERS && value)
		.map(([name, value]) => ({ name: name as FilterName, value }));
	const sort = query.get('sort') ?? '';
	const where = where_read(query.get('where'));

	return {
		text: query.get('q') ?? '',
		sort: sort in SORTS ? (sort as SortName) : 'newest',
		filters,
		...(where.length ? { where } : {}),
	};
}

/* The address's words for it; `open` is the person whose panel stands beside the list. */
export function words_of(wanted: Wanted, open = ''): string {
	const words = new URLSearchParams();

	if (wanted.text) words.set('q', wanted.text);
	for (const { name, value } of wanted.filters) words.append(name, value);
	if (wanted.where?.length) words.set('where', JSON.stringify(wanted.where));
	if (wanted.sort !== 'newest') words.set('sort', wanted.sort);
	if (open) words.set('open', open);
	return words.toString();
}

function asked(filter: Filter): object {
	const { field, operator } = FILTERS[filter.name];

	if (filter.name === 'after') return { field, operator, value: { gte: filter.value } };
	if (filter.name === 'before') return { field, operator, value: { lt: filter.value } };
	return { field, operator, value: filter.value };
}

export function filters_of(wanted: Wanted): object[] {
	return [...wanted.filters.map(asked), ...(wanted.where ?? [])];
}

export function search_of(wanted: Wanted): object {
	return {
		...(wanted.text ? { query: wanted.text } : {}),
		filters: filters_of(wanted),
		sort: [SORTS[wanted.sort]],
	};
}

// SPDX-License-Identifier: Apache-2.0
/* Which opportunities a board shows: as words of its address, and as the search asks.  Pure. */
import type { Json } from './api';
import { where_read } from './filters';
import type { Key } from './words.svelte';

export const STATUSES = ['open', 'won', 'lost', 'abandoned'] as const;
export type Status = (typeof STATUSES)[number];

export const STATUS_TITLES: Record<Status, Key> = {
	open: 'deal.status.open',
	won: 'deal.status.won',
	lost: 'deal.status.lost',
	abandoned: 'deal.status.abandoned',
};
export const STATUS_VERBS: Record<Status, Key> = {
	open: 'deal.do.open',
	won: 'deal.do.won',
	lost: 'deal.do.lost',
	abandoned: 'deal.do.abandoned',
};
export const STATUS_MOODS: Record<Status, string> = {
	open: 'info',
	won: 'good',
	lost: 'bad',
	abandoned: '',
};

export interface Wanted {
	pipeline: string;
	text: string;
	status: Status | 'all';
	owner: string;
	where?: Json[] /* what a report counted, as the search takes it */;
}

export function deals_wanted(query: URLSearchParams): Wanted {
	const where = where_read(query.get('where'));
	const status = query.get('status') ?? (where.length ? 'all' : '');

	return {
		pipeline: query.get('pipeline') ?? '',
		text: query.get('q') ?? '',
		status:
			status === 'all' || STATUSES.includes(status as Status)
				? (status as Wanted['status'])
				: 'open',
		owner: query.get('owner') ?? '',
		...(where.length ? { where } : {}),
	};
}

export function deals_words(wanted: Wanted): Record<string, string> {
	return {
		pipeline: wanted.pipeline,
		q: wanted.text,
		status: wanted.status === 'open' && !wanted.where?.length ? '' : wanted.status,
		owner: wanted.owner,
		...(wanted.where?.length ? { where: JSON.stringify(wanted.where) } : {}),
	};
}

export function deals_search(wanted: Wanted, stage: string): object {
	const equal = (field: string, value: string) => ({ field, operator: 'eq', value });

	return {
		...(wanted.text ? { query: wanted.text } : {}),
		filters: [
			equal('pipeline_id', wanted.pipeline),
			equal('pipeline_stage_id', stage),
			...(wanted.status === 'all' ? [] : [equal('status', wanted.status)]),
			...(wanted.owner ? [equal('assigned_to', wanted.owner)] : []),
			...(wanted.where ?? []),
		],
	};
}

/* The days that something has stood where it stands. */
export function days_since(at: string, now = Date.now()): number {
	return Math.max(0, Math.floor((now - Date.parse(at)) / 86_400_000));
}

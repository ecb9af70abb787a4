// SPDX-License-Identifier: Apache-2.0
/* What needs a person: decisions, flows and connections that are not well, runs that failed.  One
 * place; home and the navigation read it. */
import { type Json } from './api';
import { type Kept, cached, refresh } from './cache.svelte';
import { connection_title } from './connect';
import { type Page } from './router';
import { may } from './session.svelte';
import { n, t } from './words.svelte';

export interface Need {
	key: string;
	severity: 'bad' | 'warn' | 'info';
	title: string;
	about: string;
	page: Page;
	id: string;
	query: Record<string, string>;
	does: string;
	since: string | undefined;
}

const EVERY_MS = 30_000;
const DECISIONS = '/flows/decisions';
const FLOWS = '/flows';
const FAILED = '/flows/runs?state=failed&limit=100';
const CONNECTIONS = '/connections';
const WELL = ['ok', 'unchecked'];

const none: Kept<Json> = { data: {}, refused: undefined };
const of = (scope: string, path: string) => (may(scope) ? cached(path) : none);

const NOWHERE = { id: '', query: {} as Record<string, string> };

/* What people call a flow that is named by its slug. */
function title_of(slug: unknown): string {
	const list: Json[] = of('flows.readonly', FLOWS).data?.['flows'] ?? [];

	return list.find((one) => one['slug'] === slug)?.['title'] ?? String(slug ?? '');
}

function decisions(): Need[] {
	const list: Json[] = of('flows.readonly', DECISIONS).data?.['decisions'] ?? [];

	return list
		.filter((one) => !one['resolved'])
		.map((one) => ({
			...NOWHERE,
			key: `decision ${one['id']}`,
			severity: 'bad',
			page: 'flows',
			query: { decision: String(one['id']) },
			title: t('needs.decision', { flow: title_of(one['flow']) }),
			about: String(one['reason']),
			does: t('needs.decide'),
			since: one['opened'],
		}));
}

function flows(): Need[] {
	const list: Json[] = of('flows.readonly', FLOWS).data?.['flows'] ?? [];

	return list
		.filter((one) => ['failing', 'blocked'].includes(one['state']))
		.map((one) => ({
			...NOWHERE,
			key: `flow ${one['id']}`,
			severity: one['state'] === 'blocked' ? 'bad' : 'warn',
			page: 'flow',
			id: one['slug'],
			title: t(
				one['state'] === 'blocked'
					? 'needs.flow.blocked'
					: 'needs.flow.failing',
				{ flow: one['title'] },
			),
			about: String(one['stateReason'] ?? one['lookError'] ?? ''),
			does: t('needs.look'),
			since: one['lookedAt'],
		}));
}

function failures(): Need[] {
	const list: Json[] = of('flows.readonly', FAILED).data?.['runs'] ?? [];
	const counted = new Map<string, Json[]>();

	for (const run of list)
		counted.set(run['flow'], [...(counted.get(run['flow']) ?? []), run]);
	return [...counted].map(([flow, runs]) => ({
		...NOWHERE,
		key: `failed ${flow}`,
		severity: 'bad',
		page: 'flow',
		id: flow,
		query: { state: 'failed' },
		title: n('needs.failed', runs.length, { flow: title_of(flow) }),
		about: String(runs[0]?.['reason'] ?? ''),
		does: t('needs.look'),
		since: runs[0]?.['ended'],
	}));
}

function connections(): Need[] {
	const list: Json[] = of('connections.readonly', CONNECTIONS).data?.['connections'] ?? [];

	return list
		.filter((one) => !WELL.includes(one['state']))
		.map((one) => ({
			...NOWHERE,
			key: `connection ${one['id']}`,
			severity: one['state'] === 'busy' ? 'warn' : 'bad',
			page: 'connections',
			title: t('needs.connection', { name: connection_title(one) }),
			about: String(one['stateReason'] ?? one['lookError'] ?? ''),
			does: t('needs.look'),
			since: one['stateAt'],
		}));
}

const rank = { bad: 0, warn: 1, info: 2 };

/* Reactive: the gravest first, then the newest. */
export function needs(): Need[] {
	const all = [...decisions(), ...flows(), ...failures(), ...connections()];

	return all.sort(
		(a, b) =>
			rank[a.severity] - rank[b.severity] ||
			String(b.since ?? '').localeCompare(String(a.since ?? '')),
	);
}

export function needs_known(): boolean {
	return [
		of('flows.readonly', DECISIONS),
		of('flows.readonly', FLOWS),
		of('flows.readonly', FAILED),
		of('connections.readonly', CONNECTIONS),
	].every(({ data, refused }) => data || refused);
}

/* How many of them are on these pages. */
export function needs_count(pages: string[]): number {
	return needs().filter(({ page }) => pages.includes(page)).length;
}

export function needs_watch(): () => void {
	const timer = setInterval(() => {
		if (!document.hidden)
			for (const path of [DECISIONS, FLOWS, CONNECTIONS]) void refresh(path);
	}, EVERY_MS);

	return () => clearInterval(timer);
}

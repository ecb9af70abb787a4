// SPDX-License-Identifier: Apache-2.0
/* What needs a person, as the server says it; home and the navigation read it. */
import { type Json } from './api';
import { cached, refresh } from './cache.svelte';
import { type Page } from './router';
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
const NEEDS = '/needs';
const NOWHERE = { id: '', query: {} as Record<string, string> };

type Shown = Pick<Need, 'title' | 'page'> & Partial<Pick<Need, 'id' | 'query' | 'does'>>;

/* What it is called on the screen, and where one goes with it. */
const kinds: Record<string, (one: Json) => Shown> = {
	decision: (one) => ({
		title: t('needs.decision', { flow: one['title'] }),
		page: 'flows',
		query: { decision: one['to'] },
		does: t('needs.decide'),
	}),
	flow: (one) => ({
		title: t(one['state'] === 'blocked' ? 'needs.flow.blocked' : 'needs.flow.failing', {
			flow: one['title'],
		}),
		page: 'flow',
		id: one['to'],
	}),
	runs: (one) => ({
		title: n('needs.failed', one['count'], { flow: one['title'] }),
		page: 'flow',
		id: one['to'],
		query: { state: 'failed' },
	}),
	connection: (one) => ({
		title: t('needs.connection', { name: one['title'] }),
		page: 'connections',
	}),
	webhook: (one) => ({
		title: t('needs.webhook', { name: one['title'] }),
		page: 'webhooks',
		query: { webhook: one['to'] },
	}),
};

/* Reactive: the gravest first, then the newest. */
export function needs(): Need[] {
	const list: Json[] = cached(NEEDS).data?.['needs'] ?? [];

	return list
		.filter((one) => one['kind'] in kinds)
		.map((one) => ({
			...NOWHERE,
			key: `${one['kind']} ${one['to']}`,
			severity: one['severity'],
			about: one['about'],
			does: t('needs.look'),
			since: one['since'],
			...kinds[one['kind']]!(one),
		}));
}

export function needs_known(): boolean {
	const { data, refused } = cached(NEEDS);

	return !!data || !!refused;
}

/* How many of them are on these pages. */
export function needs_count(pages: string[]): number {
	return needs().filter(({ page }) => pages.includes(page)).length;
}

export function needs_watch(): () => void {
	const timer = setInterval(() => {
		if (!document.hidden) void refresh(NEEDS);
	}, EVERY_MS);

	return () => clearInterval(timer);
}

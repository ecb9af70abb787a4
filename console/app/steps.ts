// SPDX-License-Identifier: Apache-2.0
/* A flow's file as a column of steps.  Pure but for words. */
import type { Json } from './api';
import { lists_in, value_at } from './flowfile';
import { type Key, t, told } from './words.svelte';

export interface Step {
	title: string;
	about: string;
	sets: [string, string][];
	inner: { title: string; steps: Json[] }[];
}

export const VERBS: Record<string, Key> = {
	get: 'steps.get',
	list: 'steps.list',
	put: 'steps.put',
	post: 'steps.post',
	upsert: 'steps.upsert',
	delete: 'steps.delete',
	add: 'steps.add',
	remove: 'steps.remove',
	call: 'steps.call',
};

const plain = (value: unknown) =>
	typeof value === 'string'
		? value.replace(/^\{\{\s*|\s*\}\}$/g, '')
		: JSON.stringify(value);

/* `highlevel.contact.tags`: the thing, without whose it is. */
export function thing(name: unknown): string {
	const bare = String(name).split('.').slice(1).join(' ') || String(name);

	return told(`thing.${bare}`, bare);
}

export function trigger_of(file: Json): { title: string; about: string } {
	const on: Json = file['on'] ?? {};
	const sync: Json | undefined = file['sync'];

	if (sync)
		return {
			title: t('steps.sync', {
				a: thing(sync['a']?.of),
				b: thing(sync['b']?.of),
			}),
			about: '',
		};
	if (on['poll'])
		return {
			title: t('steps.poll', { what: thing(on['poll']) }),
			about: t('steps.poll.about', {
				where: on['use'] ?? '',
				every: on['every'] ?? '5m',
			}),
		};
	if (on['workflow'])
		return {
			title: t('steps.workflow', { name: on['workflow'] }),
			about: '',
		};
	if (on['event'])
		return { title: t('steps.event', { what: plain(on['event']) }), about: '' };
	if (on['schedule'] || on['at'])
		return { title: t('steps.time'), about: plain(on['schedule'] ?? on['at']) };
	if ('hook' in on) return { title: t('steps.hook'), about: '' };
	return { title: t('steps.hand'), about: '' };
}

export function steps_of(file: Json): Step[] {
	return ((file['do'] ?? []) as Json[]).map(step_of);
}

const INNER = {
	then: 'steps.then',
	else: 'steps.else',
	each: 'steps.each',
	case: 'steps.case',
} as const;

/* What asks nobody: a choice, a loop, a name, a pause, the end. */
function own_title(step: Json): string {
	if (step['for_each']) return t('steps.loop', { what: plain(step['for_each'].in) });
	if (step['switch']) return t('steps.switch', { what: plain(step['switch'].on) });
	if (step['if']) return t('steps.if', { what: plain(step['if']) });
	if (step['set']) return t('steps.set', { what: Object.keys(step['set']).join(', ') });
	if (step['wait'])
		return t('steps.wait', { what: plain(step['wait'].for ?? step['wait'].until) });
	if (step['run']) return t('steps.run', { what: plain(step['run']) });
	if ('stop' in step) return t('steps.stop', { what: plain(step['stop']) });
	return Object.keys(step)[0] ?? '';
}

export function step_of(step: Json): Step {
	const verb = Object.keys(VERBS).find((one) => one in step);
	const inner = lists_in(step).map(({ kind, name, path }) => ({
		title: t(INNER[kind], { what: name }),
		steps: (value_at(step, path) ?? []) as Json[],
	}));
	const title = verb
		? t(VERBS[verb]!, { what: thing(step[verb]) })
		: own_title(step);
	const about = [
		step['use'],
		verb && step['if'] ? t('steps.if', { what: plain(step['if']) }) : '',
	]
		.filter((one) => one)
		.join(' · ');

	return {
		title,
		about,
		inner,
		sets: Object.entries((step['set'] ?? {}) as Json).map(([name, value]) => [
			name,
			plain(value),
		]),
	};
}

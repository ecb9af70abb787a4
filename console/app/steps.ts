// SPDX-License-Identifier: Apache-2.0
/* A flow's file as a column of steps.  Pure but for words. */
import type { Json } from './api';
import { type Key, t } from './words.svelte';

export interface Step {
	title: string;
	about: string;
	sets: [string, string][];
	inner: { title: string; steps: Json[] }[];
}

const VERBS: Record<string, Key> = {
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
const thing = (name: unknown) => String(name).split('.').slice(1).join(' ') || String(name);

export function trigger_of(file: Json): { title: string; about: string } {
	const on: Json = file['on'] ?? {};

	if (on['poll'])
		return {
			title: t('steps.poll', { what: thing(on['poll']) }),
			about: t('steps.poll.about', {
				where: on['use'] ?? '',
				every: on['every'] ?? '',
			}),
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

export function step_of(step: Json): Step {
	const verb = Object.keys(VERBS).find((one) => one in step);
	const branches: [Key, unknown][] = [
		['steps.then', step['then']],
		['steps.else', step['else']],
		['steps.each', step['do']],
	];
	const inner = branches
		.filter(([, steps]) => Array.isArray(steps))
		.map(([title, steps]) => ({ title: t(title), steps: steps as Json[] }));
	const title = verb
		? t(VERBS[verb]!, { what: thing(step[verb]) })
		: step['each']
			? t('steps.loop', { what: plain(step['each']) })
			: step['if']
				? t('steps.if', { what: plain(step['if']) })
				: (Object.keys(step)[0] ?? '');
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

// SPDX-License-Identifier: Apache-2.0
/* What a flow file wants chosen (`inputs`): which there are of each, and what is chosen already. */
import { type Json } from './api';
import { asked } from './api';
import { cached } from './cache.svelte';
import { CONNECTING, connection_title } from './connect';
import { session } from './session.svelte';
import { t } from './words.svelte';

export interface Wanted {
	name: string;
	is: string;
	to?: string;
	of?: string;
	title?: string;
	initial: string;
}

export interface Choice {
	value: string;
	title: string;
}

/* This Groundlevel, where no connection leads to it yet: made when the flow is. */
export const HERE = 'here';

const here = () => session()!.location.id;
export const connections = (): Json[] | undefined => cached('/connections').data?.['connections'];

export function connections_for(to: string | undefined): Choice[] {
	const fits = CONNECTING.filter(({ joins }) => !to || joins === to).map(({ kind }) => kind);
	const found = (connections() ?? []).filter((one) => fits.includes(one['kind']));
	const own = found.some((one) => one['kind'] === 'groundlevel');

	return [
		...(to === 'crm' && !own ? [{ value: HERE, title: t('connect.groundlevel') }] : []),
		...found.map((one) => ({ value: one['name'], title: connection_title(one) })),
	];
}

/* The connection of that name is ourselves? */
export function is_here(name: string | undefined): boolean {
	const one = (connections() ?? []).find((found) => found['name'] === name);

	return !name || name === HERE || name === 'ours' || one?.['kind'] === 'groundlevel';
}

const listed = (path: string, member: string) =>
	cached(path).data?.[member] as Json[] | undefined;

const bare = (key: string) => key.split('.').slice(1).join('.') || key;

/* The fields that things of this kind have there; undefined: not known yet. */
export function fields_of(use: string | undefined, of: string): Choice[] | undefined {
	if (is_here(use)) {
		if (of !== 'contact') return [];
		const path = `/locations/${here()}/customFields?model=contact`;
		const list: Json[] | undefined = cached(path).data?.['customFields'];
		return list?.map((one) => ({ value: bare(one['fieldKey']), title: one['name'] }));
	}
	const one = (connections() ?? []).find((found) => found['name'] === use);
	if (!one) return [];
	const path = asked(`/connections/${one['id']}/fields`, { objectKey: of });
	const list: Json[] | undefined = cached(path).data?.['fields'];
	return list?.map((field) => ({
		value: of === 'contact' ? bare(field['fieldKey']) : field['fieldKey'],
		title: field['name'] || field['fieldKey'],
	}));
}

const named = (list: Json[] | undefined, value: string, title: string): Choice[] =>
	(list ?? []).map((one) => ({
		value: String(one[value]),
		title: String(one[title] ?? one[value]),
	}));

/* What is there to choose from, in the CRM that was chosen; empty: it is typed. */
export function choices_of(want: Wanted, crm: string | undefined): Choice[] {
	if (!is_here(crm)) return [];
	const at = here();
	switch (want.is) {
		case 'tag':
			return named(listed(`/locations/${at}/tags`, 'tags'), 'name', 'name');
		case 'object':
			return named(listed(`/objects/?locationId=${at}`, 'objects'), 'key', 'key')
				.filter(({ value }) => value.startsWith('custom_objects.'))
				.map(({ value }) => ({ value: bare(value), title: bare(value) }));
		case 'calendar':
			return named(
				listed(`/calendars/?locationId=${at}`, 'calendars'),
				'slug',
				'name',
			);
		default:
			return [];
	}
}

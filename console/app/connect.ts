// SPDX-License-Identifier: Apache-2.0
/* What a connection of each kind is asked for, in which order; and the addresses of a site.  Pure
 * but for words.  The fields themselves are the row's (ConnectionNew). */
import type { Json } from './api';
import type { Key } from './words.svelte';

export interface Connecting {
	kind: string;
	title: Key;
	about: Key;
	fields: string[] /* asked at once; the others of `more` when one wants them */;
	more: string[];
	secret?: { title: Key; help: Key };
	joins: 'crm' | 'site' | 'hook' /* what a recipe may take it for */;
}

export const CONNECTING: Connecting[] = [
	{
		kind: 'wordpress',
		title: 'connect.wordpress',
		about: 'connect.wordpress.about',
		fields: ['baseUrl', 'account'],
		more: ['title', 'rate'],
		secret: { title: 'connect.wordpress.secret', help: 'connect.wordpress.help' },
		joins: 'site',
	},
	{
		kind: 'groundlevel',
		title: 'connect.groundlevel',
		about: 'connect.groundlevel.about',
		fields: [],
		more: ['title'],
		joins: 'crm',
	},
	{
		kind: 'highlevel',
		title: 'connect.highlevel',
		about: 'connect.highlevel.about',
		fields: ['remoteLocationId'],
		more: ['title', 'baseUrl', 'version', 'rate'],
		secret: { title: 'connect.highlevel.secret', help: 'connect.highlevel.help' },
		joins: 'crm',
	},
	{
		kind: 'bridge',
		title: 'connect.bridge',
		about: 'connect.bridge.about',
		fields: ['baseUrl'],
		more: ['title', 'rate'],
		secret: { title: 'connect.bridge.secret', help: 'connect.bridge.help' },
		joins: 'site',
	},
	{
		kind: 'accessally',
		title: 'connect.accessally',
		about: 'connect.accessally.about',
		fields: ['baseUrl', 'preset'],
		more: ['title', 'bodyType', 'bodyTemplate', 'rate'],
		secret: { title: 'connect.accessally.secret', help: 'connect.accessally.help' },
		joins: 'hook',
	},
	{
		kind: 'accessally-address',
		title: 'connect.address',
		about: 'connect.address.about',
		fields: ['preset'],
		more: ['title', 'bodyType', 'bodyTemplate', 'rate'],
		secret: { title: 'connect.address.secret', help: 'connect.address.help' },
		joins: 'hook',
	},
];

export function connecting_of(kind: string): Connecting | undefined {
	return CONNECTING.find((one) => one.kind === kind);
}

/* What people call it: their own word, or what the site calls itself. */
export function connection_title(one: Json): string {
	return String(one['title'] || one['report']?.site || one['name']);
}

export const FIELD_WORDS: Record<string, Key> = {
	baseUrl: 'connect.base',
	account: 'connect.account',
	title: 'connect.title',
	rate: 'connect.rate',
	remoteLocationId: 'connect.location',
	version: 'connect.version',
	preset: 'connect.preset',
	bodyType: 'connect.body',
	bodyTemplate: 'connect.template',
};

/* `harbour.yoga` is https://harbour.yoga; what names its way is left as it is. */
export function address_of(typed: string): string {
	const plain = typed
		.trim()
		.replace(/([^:/])\/+$/, '$1')
		.replace(/\/wp-(admin|login\.php)(\/.*)?$/, '');

	return plain === '' || /^https?:\/\//i.test(plain) ? plain : `https://${plain}`;
}

/* Where the site itself asks its owner: WordPress' own page for application passwords.  The name
 * carries the time, as older versions do not take one twice. */
export function consent_of(address: string, now: Date): string | undefined {
	const base = address_of(address);
	const name = `Groundlevel ${now.toISOString().slice(0, 16).replace('T', ' ')}`;

	if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) return undefined;
	return `${base}/wp-admin/authorize-application.php?app_name=${encodeURIComponent(name)}`;
}

/* What flows call it: small letters, digits and hyphens, none that is there already. */
export function name_free(wanted: string, taken: string[], fallback: string): string {
	const plain =
		wanted
			.normalize('NFKD')
			.replace(/\p{M}/gu, '')
			.toLowerCase()
			.replace(/^https?:\/\/(www\.)?/, '')
			.replace(/[^a-z0-9]+/g, '-')
			.replace(/^-+|-+$/g, '')
			.slice(0, 40) || fallback;
	let name = plain;

	for (let i = 2; taken.includes(name); i++) name = `${plain}-${i}`;
	return name;
}


// SPDX-License-Identifier: Apache-2.0
/* How a value of each kind (platform/catalogue/kinds.h) is shown and typed.  Pure but for words. */
import { amount, amount_of, civil, decimal, moment, number } from './format';
import { locale, t } from './words.svelte';

export type Input =
	| 'text'
	| 'area'
	| 'email'
	| 'tel'
	| 'url'
	| 'number'
	| 'date'
	| 'moment'
	| 'flag'
	| 'zone'
	| 'country'
	| 'color'
	| 'json';
export interface Kind {
	input: Input;
	link?: string /* what stands before it in a link */;
}

export const KINDS: Record<string, Kind> = {
	text: { input: 'text' },
	long: { input: 'area' },
	id: { input: 'text' },
	name: { input: 'text' },
	email: { input: 'email', link: 'mailto:' },
	phone: { input: 'tel', link: 'tel:' },
	url: { input: 'url', link: '' },
	zone: { input: 'zone' },
	country: { input: 'country' },
	color: { input: 'color' },
	date: { input: 'date' },
	birthday: { input: 'date' },
	instant: { input: 'moment' },
	millis: { input: 'number' },
	whole: { input: 'number' },
	number: { input: 'number' },
	flag: { input: 'flag' },
	map: { input: 'json' },
	any: { input: 'json' },
};

/* Fields that a place made itself say their kind in other words. */
export const FIELD_KINDS: Record<string, string> = {
	TEXT: 'text',
	LARGE_TEXT: 'long',
	NUMERICAL: 'number',
	MONETORY: 'number',
	PHONE: 'phone',
	EMAIL: 'email',
	DATE: 'date',
	SINGLE_OPTIONS: 'text',
	RADIO: 'text',
	MULTIPLE_OPTIONS: 'text',
	CHECKBOX: 'text',
};

/* Types of fields whose values are of a list of options; of some, several. */
export const FIELD_CHOICES = ['SINGLE_OPTIONS', 'RADIO', 'MULTIPLE_OPTIONS', 'CHECKBOX'];
export const FIELD_LISTS = ['MULTIPLE_OPTIONS', 'CHECKBOX'];

/* The kind whose text the input of a row holds. */
export function typed_as(row: { kind: string; list: boolean; choices: string[] }): string {
	return row.list && row.choices.length ? 'any' : row.kind;
}

export function kind_of(name: string): Kind {
	return KINDS[name] ?? { input: 'json' };
}

export function country_name(code: string): string {
	try {
		return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
	} catch {
		return code;
	}
}

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const NO_COUNTRY = ['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'];

export function countries(): { code: string; name: string }[] {
	const names = new Intl.DisplayNames(locale(), { type: 'region', fallback: 'none' });
	const all = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).filter(
		(code) => !NO_COUNTRY.includes(code),
	);

	return all
		.map((code) => ({ code, name: names.of(code) ?? '' }))
		.filter(({ name }) => name)
		.sort((a, b) => a.name.localeCompare(b.name, locale()));
}

export function is_empty(value: unknown): boolean {
	return (
		value === undefined ||
		value === null ||
		value === '' ||
		(Array.isArray(value) && value.length === 0)
	);
}

/* A value as text to read. */
export function shown(kind: string, value: unknown): string {
	if (is_empty(value)) return '';
	if (Array.isArray(value))
		return new Intl.ListFormat(locale(), { type: 'unit' }).format(value.map(String));
	switch (kind_of(kind).input) {
		case 'date':
			return civil(value as string);
		case 'moment':
			return moment(value as string);
		case 'number':
			return Number.isFinite(Number(value))
				? number(Number(value))
				: String(value);
		case 'flag':
			return value ? t('yes') : t('no');
		case 'country':
			return country_name(String(value));
		case 'json':
			return JSON.stringify(value);
		default:
			return String(value);
	}
}

/* A value as the input holds it. */
export function typed(kind: string, value: unknown): string {
	if (is_empty(value)) return '';
	switch (kind_of(kind).input) {
		case 'date':
			return new Date(value as string).toISOString().slice(0, 10);
		case 'number':
			return typeof value === 'number' ? amount(value) : String(value);
		case 'json':
			return JSON.stringify(value, null, 2);
		default:
			return String(value);
	}
}

/* What the input holds, as it is sent; empty clears.  Throws when it is not JSON. */
export function sent(kind: string, text: string): unknown {
	const plain = text.trim();

	if (plain === '') return null;
	switch (kind_of(kind).input) {
		case 'number':
			return amount_of(plain, decimal()) ?? plain;
		case 'flag':
			return plain === 'true';
		case 'json':
			return JSON.parse(plain);
		default:
			return plain;
	}
}

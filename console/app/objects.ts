// SPDX-License-Identifier: Apache-2.0
/* Objects that a place has made: their fields as forms and cells take them, and which of their
 * records a grid shows, as words of its address and as the search asks for it.  Pure but for
 * words. */
import type { Json } from './api';
import { FIELD_KINDS, FIELD_LISTS, is_empty, shown } from './kinds';
import type { FieldOf } from './own.svelte';
import { number } from './format';

export const OWN = 'custom_objects.';

/* The part of an object's key that stands in addresses, and back. */
export const key_short = (key: string) => (key.startsWith(OWN) ? key.slice(OWN.length) : key);
export const key_whole = (id: string) => (id.includes('.') ? id : OWN + id);

/* What its values are looked for by; '': the search does not know them. */
export type Sought = 'text' | 'number' | 'date' | 'choice' | '';

export interface RecordField extends FieldOf {
	type: string;
	titles: Record<string, string>;
	sought: Sought;
}

const KINDS_HERE: Record<string, string> = { ...FIELD_KINDS, FILE_UPLOAD: 'long' };

const SOUGHT: Record<string, Sought> = {
	TEXT: 'text',
	LARGE_TEXT: 'text',
	PHONE: 'text',
	EMAIL: 'text',
	NUMERICAL: 'number',
	MONETORY: 'number',
	DATE: 'date',
	SINGLE_OPTIONS: 'choice',
	RADIO: 'choice',
	MULTIPLE_OPTIONS: 'choice',
	CHECKBOX: 'choice',
};

function field_of(one: Json, name: string, title: string, type: string): RecordField {
	const options: Json[] = type === 'TEXT_BOX' ? [] : (one['options'] ?? []);

	return {
		name,
		title,
		type,
		custom: one['id'],
		kind: type === 'TEXT_BOX' ? 'text' : (KINDS_HERE[type] ?? 'text'),
		choices: options.map((option) => option['key']),
		titles: Object.fromEntries(
			options.map((option) => [option['key'], option['label']]),
		),
		most: undefined,
		ref: undefined,
		list: FIELD_LISTS.includes(type),
		sought: SOUGHT[type] ?? '',
	};
}

/* A list of text boxes is a property for each of them. */
export function fields_of(fields: Json[], object: string): RecordField[] {
	return fields.flatMap((one) => {
		const name = String(one['fieldKey']).slice(object.length + 1);
		const title = String(one['name'] ?? name);
		const boxes: Json[] = one['options'] ?? [];

		if (one['dataType'] !== 'TEXTBOX_LIST')
			return [field_of(one, name, title, one['dataType'])];
		return boxes.map((box) =>
			field_of(
				one,
				`${name}.${box['key']}`,
				`${title}: ${box['label']}`,
				'TEXT_BOX',
			),
		);
	});
}

/* A value without what stands around it: an amount of its currency, addresses of their files. */
export function bare(field: RecordField, value: unknown): unknown {
	if (field.type === 'MONETORY') return (value as Json | undefined)?.['value'] ?? value;
	if (field.type === 'FILE_UPLOAD' && Array.isArray(value))
		return value.map((file: Json) => file['url']).join('\n');
	return value;
}

/* And back: as it is sent, with the currency that it had. */
export function whole(field: RecordField, value: unknown, before: unknown): unknown {
	const currency = (before as Json | undefined)?.['currency'];

	if (value === null) return null;
	if (field.type === 'MONETORY' && currency) return { currency, value };
	if (field.type === 'FILE_UPLOAD') return String(value).split(/\s+/);
	return value;
}

/* A value as one line to read. */
export function told_value(field: RecordField, value: unknown): string {
	const named = (one: unknown) => field.titles[String(one)] ?? String(one);
	const currency = (value as Json | undefined)?.['currency'] ?? 'default';
	const plain = bare(field, value);

	if (is_empty(plain)) return '';
	if (field.type === 'FILE_UPLOAD') return String(plain).replaceAll('\n', ' ');
	if (field.type === 'MONETORY' && currency !== 'default' && typeof plain === 'number')
		return `${number(plain)} ${currency}`;
	if (field.choices.length)
		return shown('text', Array.isArray(plain) ? plain.map(named) : named(plain));
	return typeof plain === 'object' && !Array.isArray(plain)
		? JSON.stringify(plain)
		: shown(field.kind, plain);
}

/* The same value, whatever order its members stand in. */
export function same(a: unknown, b: unknown): boolean {
	const plain = (value: unknown): string =>
		JSON.stringify(value ?? null, (_, one: unknown) =>
			one && typeof one === 'object' && !Array.isArray(one)
				? Object.fromEntries(Object.entries(one).sort())
				: one,
		);

	return plain(a) === plain(b);
}

/* --- which records are shown --- */

export const OPERATORS = {
	is: 'eq',
	has: 'contains',
	least: 'gte',
	most: 'lte',
	any: 'exists',
	none: 'not_exists',
} as const;
export type Operator = keyof typeof OPERATORS;

export const OPERATORS_OF: Record<Sought, Operator[]> = {
	text: ['is', 'has', 'any', 'none'],
	number: ['is', 'least', 'most', 'any', 'none'],
	date: ['is', 'least', 'most', 'any', 'none'],
	choice: ['is', 'any', 'none'],
	'': [],
};

export const asks_value = (operator: Operator) => operator !== 'any' && operator !== 'none';

export interface RecordFilter {
	field: string;
	operator: Operator;
	value: string;
}

export interface RecordsWanted {
	text: string;
	sort: string /* newest, oldest, changed; or a field's name, or -name */;
	filters: RecordFilter[];
}

const KEYED: Record<string, { field: string; direction: string }> = {
	newest: { field: 'createdAt', direction: 'desc' },
	oldest: { field: 'createdAt', direction: 'asc' },
	changed: { field: 'updatedAt', direction: 'desc' },
};

/* Orders that know the place behind a record; the others are read by number, so far. */
export const is_keyed = (sort: string) => sort in KEYED;
export const DEEP_MAX = 10_000;

function filter_read(text: string): RecordFilter | undefined {
	const [field = '', operator = '', ...rest] = text.split(':');

	if (!field || !(operator in OPERATORS)) return undefined;
	return { field, operator: operator as Operator, value: rest.join(':') };
}

export function records_wanted(query: URLSearchParams): RecordsWanted {
	return {
		text: query.get('q') ?? '',
		sort: query.get('sort') || 'newest',
		filters: query.getAll('f').flatMap((text) => filter_read(text) ?? []),
	};
}

export function records_words(wanted: RecordsWanted, open = ''): string {
	const words = new URLSearchParams();

	if (wanted.text) words.set('q', wanted.text);
	for (const { field, operator, value } of wanted.filters)
		words.append('f', `${field}:${operator}:${value}`);
	if (wanted.sort !== 'newest') words.set('sort', wanted.sort);
	if (open) words.set('open', open);
	return words.toString();
}

export function records_search(wanted: RecordsWanted): object {
	const by = wanted.sort.replace(/^-/, '');
	const direction = wanted.sort.startsWith('-') ? 'desc' : 'asc';

	return {
		...(wanted.text ? { query: wanted.text } : {}),
		filters: wanted.filters.map(({ field, operator, value }) => ({
			field,
			operator: OPERATORS[operator],
			...(asks_value(operator) ? { value } : {}),
		})),
		sort: [KEYED[wanted.sort] ?? { field: by, direction }],
	};
}

/* --- columns --- */

export const COLUMNS_MAX = 16;
const COLUMNS_FIRST = 6;

/* Those that were chosen and are still there; else the first. */
export function columns_of(fields: RecordField[], chosen: string[]): RecordField[] {
	const found = fields.filter(({ name }) => chosen.includes(name));

	return (found.length ? found : fields.slice(0, COLUMNS_FIRST)).slice(0, COLUMNS_MAX);
}

/* Options as they are sent: those that are there keep their keys.  A line that is one of them is
 * that one; of the others, the first ones are new names of those that no line says any more. */
export function options_sent(kept: Json[], lines: string[]): Json[] {
	const labels = lines.map((line) => line.trim()).filter((line) => line);
	const said = (one: Json) => labels.includes(String(one['label']));
	const renamed = kept.filter((one) => !said(one));

	return labels.map((label) => {
		const found = kept.find((one) => one['label'] === label) ?? renamed.shift();

		return { ...found, label };
	});
}

/* A key made of what a thing is called. */
export function key_made(title: string): string {
	return title
		.toLowerCase()
		.replaceAll('ß', 'ss')
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[^a-z0-9]+/g, '_')
		.replace(/^_+|_+$/g, '');
}

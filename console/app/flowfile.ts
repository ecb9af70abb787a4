// SPDX-License-Identifier: Apache-2.0
/* A flow's file while it is edited: where its steps are, how they are put, moved and taken away,
 * and what a value says.  Pure; nothing here changes what it was given. */
import type { Json } from './api';

export type Path = (string | number)[];

/* do[1].then[0].set.level, as the server says where something is wrong. */
export function at_of(path: Path): string {
	return path.reduce<string>(
		(said, part) =>
			typeof part === 'number'
				? `${said}[${part}]`
				: said + (said ? '.' : '') + part,
		'',
	);
}

export function value_at(file: Json, path: Path): any {
	return path.reduce<any>((value, part) => value?.[part], file);
}

/* The same file with another value there; undefined takes the member away. */
export function with_at(file: Json, path: Path, value: unknown): Json {
	const copy = structuredClone(file);
	const last = path[path.length - 1]!;
	const holder = path.slice(0, -1).reduce<any>((inner, part) => (inner[part] ??= {}), copy);

	if (value === undefined) delete holder[last];
	else holder[last] = value;
	return copy;
}

/* The lists of steps inside of a step, with how each begins. */
export interface Inner {
	kind: 'then' | 'else' | 'each' | 'case';
	name: string;
	path: Path;
}

export function lists_in(step: Json): Inner[] {
	const found: Inner[] = [];

	if (Array.isArray(step['then'])) found.push({ kind: 'then', name: '', path: ['then'] });
	if (step['for_each']) found.push({ kind: 'each', name: '', path: ['for_each', 'do'] });
	for (const name of Object.keys(step['switch']?.cases ?? {}))
		found.push({ kind: 'case', name, path: ['switch', 'cases', name] });
	if (step['switch']?.else) found.push({ kind: 'else', name: '', path: ['switch', 'else'] });
	if (Array.isArray(step['else'])) found.push({ kind: 'else', name: '', path: ['else'] });
	return found;
}

/* The paths of all steps, as they stand from top to bottom. */
export function paths_of(file: Json, list: Path = ['do']): Path[] {
	return ((value_at(file, list) ?? []) as Json[]).flatMap((step, i) => [
		[...list, i],
		...lists_in(step).flatMap((inner) => paths_of(file, [...list, i, ...inner.path])),
	]);
}

const list_of = (path: Path): [Path, number] => [path.slice(0, -1), path.at(-1) as number];

export function step_put(file: Json, list: Path, index: number, step: Json): Json {
	const steps = [...(value_at(file, list) ?? [])];

	steps.splice(index, 0, step);
	return with_at(file, list, steps);
}

export function step_drop(file: Json, path: Path): Json {
	const [list, index] = list_of(path);

	return with_at(file, list, (value_at(file, list) as Json[]).filter((_, i) => i !== index));
}

/* One place up or down among its neighbours; undefined: there is none. */
export function step_move(
	file: Json,
	path: Path,
	by: 1 | -1,
): { file: Json; path: Path } | undefined {
	const [list, index] = list_of(path);
	const steps = [...value_at(file, list)];
	const to = index + by;

	if (to < 0 || to >= steps.length) return undefined;
	[steps[index], steps[to]] = [steps[to], steps[index]];
	return { file: with_at(file, list, steps), path: [...list, to] };
}

/* --- values --- */

export const FUNCTIONS = [
	'trim',
	'lower',
	'upper',
	'squash',
	'slug',
	'email_norm',
	'phone_e164',
	'text',
	'number',
];

export type Said =
	| { mode: 'fixed'; text: string }
	| { mode: 'path'; path: string; fn: string }
	| { mode: 'expression'; text: string }
	| { mode: 'json'; text: string };

const NAME = String.raw`[A-Za-z_]\w*(?:\.(?:[A-Za-z_]\w*|"[^"]+")|\[\d+\])*`;
const ONE = new RegExp(String.raw`^\{\{\s*(?:(\w+)\(\s*(${NAME})\s*\)|(${NAME}))\s*\}\}$`);

/* What a value of the file says, so that people can read it. */
export function said_of(value: unknown): Said {
	if (typeof value !== 'string')
		return value === undefined
			? { mode: 'fixed', text: '' }
			: { mode: 'json', text: JSON.stringify(value) };
	const [, fn, inner, alone] = ONE.exec(value) ?? [];
	if (alone) return { mode: 'path', path: alone, fn: '' };
	if (inner && FUNCTIONS.includes(fn!)) return { mode: 'path', path: inner, fn: fn! };
	return { mode: value.includes('{{') ? 'expression' : 'fixed', text: value };
}

/* The same, as the file holds it.  Throws where JSON is typed that is none. */
export function value_of(said: Said): unknown {
	switch (said.mode) {
		case 'path':
			return said.fn ? `{{ ${said.fn}(${said.path}) }}` : `{{ ${said.path} }}`;
		case 'json':
			return JSON.parse(said.text);
		default:
			return said.text;
	}
}

/* --- samples --- */

const PLAIN = /^[A-Za-z_]\w*$/;
const DEEP_MAX = 3;
const quoted = (name: string) => (PLAIN.test(name) ? name : JSON.stringify(name));

/* Each value of a thing, by the path that names it; lists are shown whole. */
export function values_in(thing: unknown, under: string, deep = 0): [string, unknown][] {
	if (thing === null || typeof thing !== 'object' || Array.isArray(thing) || deep > DEEP_MAX)
		return [[under, thing]];
	return Object.entries(thing).flatMap(([name, value]) =>
		values_in(value, `${under}.${quoted(name)}`, deep + 1),
	);
}

/* What a step would send for a field of its `set`; undefined: nothing. */
export function sent_for(input: Json | undefined, field: string, bound: Json): unknown {
	const [holder, ...rest] = field.split('.');
	const name = rest.join('.');

	if (!input) return undefined;
	if (holder === 'customFields' && Array.isArray(input['customFields'])) {
		const sides = Object.values<Json>(bound['fields'] ?? {});
		const ids = [name, ...sides.map((names) => names[name])];
		const all = input['customFields'] as Json[];
		return all.find((one) => ids.includes(one['id']))?.['field_value'];
	}
	return (
		value_at(input, field.split('.')) ??
		[input, input['meta'], input['properties']]
			.map((one) => one?.[field])
			.find((one) => one !== undefined)
	);
}

export function text_of(file: Json): string {
	return `${JSON.stringify(file, null, 2)}\n`;
}

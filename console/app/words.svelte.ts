// SPDX-License-Identifier: Apache-2.0
/* The words on screen, by key, in the language of the browser (or the one that was chosen). */
import en from '../words/en.json';

type All = keyof typeof en;
type Form<K> = K extends `${infer Bare}.other` ? Bare : never;
export type Key = All;
export type Counted = Form<All>;
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];
type Values = Record<string, string | number>;

const KEPT = 'groundlevel.language';
const state = $state({ language: 'en' as Language, words: en as Record<string, string> });

export function language(): Language {
	return state.language;
}

/* The same with the region that the browser speaks, for dates and numbers. */
export function locale(): string {
	return (
		navigator.languages.find((one) => one.toLowerCase().startsWith(state.language)) ??
		state.language
	);
}

/* Loads the words of a language that is not there yet, and speaks it from then on. */
export async function language_speak(wanted: Language): Promise<void> {
	const words = wanted === 'de' ? (await import('../words/de.json')).default : en;

	state.words = words;
	state.language = wanted;
	document.documentElement.lang = wanted;
}

export function language_choose(wanted: Language): Promise<void> {
	localStorage.setItem(KEPT, wanted);
	return language_speak(wanted);
}

export function language_first(): Language {
	const kept = localStorage.getItem(KEPT) ?? '';
	const known = (word: string) =>
		LANGUAGES.find((language) => word.toLowerCase().startsWith(language));

	return known(kept) ?? navigator.languages.map(known).find((found) => found) ?? 'en';
}

function fill(text: string, values: Values): string {
	return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export function t(key: Key, values: Values = {}): string {
	return fill(state.words[key] ?? key, values);
}

/* Words that depend on a number, which stands in them as {count}. */
export function n(key: Counted, count: number, values: Values = {}): string {
	const form = new Intl.PluralRules(state.language).select(count);
	const text = state.words[`${key}.${form}`] ?? state.words[`${key}.other`] ?? key;

	return fill(text, { count: new Intl.NumberFormat(locale()).format(count), ...values });
}

/* Words for what the program carries (recipes); what has none is said as it is there. */
export function told(key: string, otherwise: string): string {
	return state.words[key] ?? otherwise;
}

/* What people call a field of a row: its words, or its name taken apart. */
export function label(name: string): string {
	const apart = name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase();

	return state.words[`field.${name}`] ?? apart.charAt(0).toUpperCase() + apart.slice(1);
}

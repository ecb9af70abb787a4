// SPDX-License-Identifier: Apache-2.0
/* Dates, numbers and names, as the language on screen writes them. */
import { locale, t } from './words.svelte';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
	['year', 31557600],
	['month', 2629800],
	['week', 604800],
	['day', 86400],
	['hour', 3600],
	['minute', 60],
];

export function number(value: number): string {
	return new Intl.NumberFormat(locale()).format(value);
}

/* How the language writes the point of a number. */
export function decimal(): string {
	const parts = new Intl.NumberFormat(locale()).formatToParts(1.5);

	return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

/* A number as it is typed. */
export function amount(value: number): string {
	return new Intl.NumberFormat(locale(), {
		useGrouping: false,
		maximumFractionDigits: 10,
	}).format(value);
}

/* What is typed, as a number; undefined: it is none.  The last point or comma is the
 * decimal one, unless three digits stand behind it and the language groups with it. */
export function amount_of(text: string, decimal = '.'): number | null | undefined {
	const plain = text.replace(/[\s'’]/g, '');
	const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
	const head = plain.slice(0, Math.max(0, last)).replace(/[.,]/g, '');
	const tail = plain.slice(last + 1);
	const groups = last >= 0 && tail.length === 3 && plain[last] !== decimal;
	const bare = last < 0 || groups ? head + tail : `${head || '0'}.${tail || '0'}`;

	if (plain === '') return null;
	return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
}

export function day(value: string | number | Date): string {
	return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium' }).format(new Date(value));
}

/* A date without a time, as it is kept: in no zone. */
export function civil(value: string | number): string {
	return new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
		new Date(value),
	);
}

export function moment(value: string | number | Date): string {
	return new Intl.DateTimeFormat(locale(), {
		dateStyle: 'medium',
		timeStyle: 'short',
	}).format(new Date(value));
}

export function clock(value: string | number | Date): string {
	return new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(value));
}

export function ago(value: string | number | Date, now = Date.now()): string {
	const seconds = (new Date(value).getTime() - now) / 1000;
	const [unit, size] = STEPS.find(([, one]) => Math.abs(seconds) >= one) ?? ['second', 1];

	if (Math.abs(seconds) < 60) return t('time.now');
	return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style: 'short' }).format(
		Math.trunc(seconds / size),
		unit,
	);
}

export interface Named {
	firstName?: string | null;
	lastName?: string | null;
	contactName?: string | null;
	name?: string | null;
	email?: string | null;
	phone?: string | null;
	companyName?: string | null;
}

/* The best that is known of a person, or ''. */
export function name_of(person: Named): string {
	const whole = [person.firstName, person.lastName].filter((part) => part).join(' ');

	return (
		whole ||
		person.contactName ||
		person.name ||
		person.companyName ||
		person.email ||
		person.phone ||
		''
	);
}

export function initials(name: string): string {
	const parts = name.split(/[\s@.]+/).filter((part) => /\p{L}|\p{N}/u.test(part));
	const first = (part: string | undefined) =>
		part ? ([...part].find((c) => /\p{L}|\p{N}/u.test(c)) ?? '') : '';

	return (
		first(parts[0]) + (parts.length > 1 ? first(parts[parts.length - 1]) : '')
	).toUpperCase();
}

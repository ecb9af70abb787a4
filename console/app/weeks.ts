// SPDX-License-Identifier: Apache-2.0
/* Weeks and their days, by the calendar (a day may have 23 hours).  Pure. */

/* Monday of the week of a date like 2026-11-30; of today, when it is none. */
export function week_begin(text: string, now = new Date()): Date {
	const said = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00`) : now;
	const day = Number.isNaN(said.getTime()) ? now : said;

	return new Date(
		day.getFullYear(),
		day.getMonth(),
		day.getDate() - ((day.getDay() + 6) % 7),
	);
}

export function days_of(begin: Date): Date[] {
	return Array.from(
		{ length: 7 },
		(_, i) => new Date(begin.getFullYear(), begin.getMonth(), begin.getDate() + i),
	);
}

// SPDX-License-Identifier: Apache-2.0
/* The words of the booking page, in the language of the browser; times as people there write
 * them. */
const en = {
	wait: 'One moment',
	minutes: '{count} minutes',
	zone: 'Times in the zone',
	days: 'When?',
	none: 'No time is free in these days.',
	more: 'Later days',
	back: 'Another time',
	who: 'Who are you?',
	first: 'First name',
	last: 'Last name',
	email: 'E-mail',
	phone: 'Phone (if you like)',
	notes: 'What should we know?',
	consent: 'Please agree first.',
	book: 'Book',
	booked: 'Booked.',
	keep: 'Keep the page behind “Change or cancel”: only who has its address can do either.',
	ics: 'Add to your calendar',
	change: 'Change or cancel',
	taken: 'Somebody was faster. These times are free:',
	gone: 'There is no such page, or it is switched off.',
	away: 'The server cannot be reached. Nothing was booked; please try again.',
	yours: 'Your appointment',
	move: 'Another time',
	cancel: 'Cancel it',
	sure: 'Yes, cancel it',
	not: 'No, keep it',
	cancelled: 'It is cancelled.',
	moved: 'It is moved.',
	fixed: 'It cannot be changed here any more. Please call.',
	new: 'Book another',
};
const de: typeof en = {
	wait: 'Einen Moment',
	minutes: '{count} Minuten',
	zone: 'Zeiten in der Zone',
	days: 'Wann?',
	none: 'In diesen Tagen ist nichts frei.',
	more: 'Spätere Tage',
	back: 'Andere Zeit',
	who: 'Wer sind Sie?',
	first: 'Vorname',
	last: 'Nachname',
	email: 'E-Mail',
	phone: 'Telefon (wenn Sie mögen)',
	notes: 'Was sollten wir wissen?',
	consent: 'Bitte stimmen Sie erst zu.',
	book: 'Buchen',
	booked: 'Gebucht.',
	keep: 'Merken Sie sich die Seite „Ändern oder absagen“: nur mit ihrer Adresse geht es.',
	ics: 'In den Kalender',
	change: 'Ändern oder absagen',
	taken: 'Jemand war schneller. Diese Zeiten sind frei:',
	gone: 'Diese Seite gibt es nicht, oder sie ist abgeschaltet.',
	away: 'Der Server ist nicht zu erreichen. Es wurde nichts gebucht; bitte noch einmal.',
	yours: 'Ihr Termin',
	move: 'Andere Zeit',
	cancel: 'Absagen',
	sure: 'Ja, absagen',
	not: 'Nein, behalten',
	cancelled: 'Der Termin ist abgesagt.',
	moved: 'Der Termin ist verlegt.',
	fixed: 'Hier lässt er sich nicht mehr ändern. Bitte rufen Sie an.',
	new: 'Noch etwas buchen',
};

const speaks = navigator.languages.map((one) => one.toLowerCase());
export const language = speaks.find((one) => /^(de|en)/.test(one))?.startsWith('de') ? 'de' : 'en';
const words = language === 'de' ? de : en;
const region = navigator.languages.find((one) => one.toLowerCase().startsWith(language));
export const zoneHere = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export function t(key: keyof typeof en, count = 0): string {
	return words[key].replace('{count}', String(count));
}

export const dayOf = (date: string) =>
	new Intl.DateTimeFormat(region, {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		timeZone: 'UTC',
	}).format(new Date(`${date}T12:00:00Z`));

export const timeOf = (instant: string, zone: string) =>
	new Intl.DateTimeFormat(region, { timeStyle: 'short', timeZone: zone }).format(
		new Date(instant),
	);

export const wholeOf = (instant: string, zone: string) =>
	new Intl.DateTimeFormat(region, {
		dateStyle: 'full',
		timeStyle: 'short',
		timeZone: zone,
	}).format(new Date(instant));

/* Today there, as the server writes a date; so many days later. */
export function dateIn(zone: string, days = 0): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(
		new Date(Date.now() + days * 86400000),
	);
}

export function later(date: string, days: number): string {
	const at = new Date(`${date}T12:00:00Z`);

	at.setUTCDate(at.getUTCDate() + days);
	return at.toISOString().slice(0, 10);
}

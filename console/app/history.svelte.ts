// SPDX-License-Identifier: Apache-2.0
/* What happened with a person, told in words.  Made of what the server keeps about them. */
import type { Json } from './api';
import { moment } from './format';
import type { OnePerson } from './person.svelte';
import { t } from './words.svelte';

export interface Entry {
	key: string;
	at: string;
	mood: 'good' | 'info' | 'bad' | 'still';
	title: string;
	about: string;
	changes: { field: string; before: string; after: string }[];
}

const entry = (
	key: string,
	at: string,
	mood: Entry['mood'],
	title: string,
	about = '',
): Entry => ({ key, at, mood, title, about, changes: [] });

function of_task(task: Json): Entry {
	const title = t(task['completed'] ? 'history.task.done' : 'history.task', {
		title: task['title'],
	});

	return entry(
		`task ${task['id']}`,
		task['dueDate'],
		task['completed'] ? 'good' : 'still',
		title,
		t('task.due'),
	);
}

export function history_of(person: OnePerson): Entry[] {
	const contact = person.contact;
	const notes = (person.notes() ?? []).map((note) =>
		entry(
			`note ${note['id']}`,
			note['dateAdded'],
			'info',
			t('history.note'),
			String(note['bodyText']).slice(0, 80),
		),
	);
	const booked = (person.appointments() ?? []).map((event) =>
		entry(
			`event ${event['id']}`,
			event['dateAdded'],
			'info',
			t('history.booked', { title: event['title'] ?? '' }),
			moment(event['startTime']),
		),
	);
	const own = contact
		? [
				...(contact['dateUpdated'] === contact['dateAdded']
					? []
					: [
							entry(
								'changed',
								contact['dateUpdated'],
								'still',
								t('history.changed'),
							),
						]),
				entry(
					'added',
					contact['dateAdded'],
					'good',
					t('history.added'),
					contact['source'] ?? '',
				),
			]
		: [];
	const tasks = (person.tasks() ?? [])
		.filter((task) => Date.parse(task['dueDate']) < Date.now())
		.map(of_task);

	return [...notes, ...booked, ...tasks, ...own].sort((a, b) => b.at.localeCompare(a.at));
}

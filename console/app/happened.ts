// SPDX-License-Identifier: Apache-2.0
/* What an event says, in words; one without words of its own is told by its name. */
import type { Json } from './api';
import { type Named, name_of } from './format';
import { type Key, t } from './words.svelte';

const WORDS: Record<string, Key> = {
	ContactCreate: 'event.contact.made',
	ContactUpdate: 'event.contact.changed',
	ContactDelete: 'event.contact.gone',
	ContactTagUpdate: 'event.contact.tags',
	NoteCreate: 'event.note.made',
	NoteUpdate: 'event.note.changed',
	NoteDelete: 'event.note.gone',
	TaskCreate: 'event.task.made',
	TaskComplete: 'event.task.done',
	TaskDelete: 'event.task.gone',
	AppointmentCreate: 'event.appointment.made',
	AppointmentUpdate: 'event.appointment.changed',
	AppointmentDelete: 'event.appointment.gone',
	OpportunityCreate: 'event.opportunity.made',
	OpportunityUpdate: 'event.opportunity.changed',
	OpportunityDelete: 'event.opportunity.gone',
	RecordCreate: 'event.record.made',
	RecordUpdate: 'event.record.changed',
	RecordDelete: 'event.record.gone',
};

export function happened_words(type: string, payload: Json): string {
	const key = WORDS[type];
	const name =
		name_of(payload as Named) ||
		String(payload['title'] ?? payload['body'] ?? '').slice(0, 60);
	const plain = type.replace(/([a-z])([A-Z])/g, '$1 $2');

	return key ? t(key, { name }) : `${plain}${name ? `: ${name}` : ''}`;
}

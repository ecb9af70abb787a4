// SPDX-License-Identifier: Apache-2.0
/* Files of people: what a column may become, and what is said of an import.  Pure. */
import type { Json } from './api';

/* As the server reads them (a unit test holds these against its table). */
export const TARGETS = [
	'id',
	'firstName',
	'lastName',
	'name',
	'email',
	'phone',
	'address1',
	'city',
	'state',
	'postalCode',
	'country',
	'website',
	'timezone',
	'source',
	'companyName',
	'dateOfBirth',
	'tags',
	'dnd',
	'type',
	'assignedTo',
] as const;
export const FIELD = 'customFields.';

export const OUTCOMES = ['made', 'changed', 'same', 'unclear', 'refused'] as const;
export const ON_MATCH = ['update', 'fill', 'skip'] as const;
const BUSY = ['checking', 'running', 'undoing'];

export const busy = (one: Json): boolean => BUSY.includes(one['state']);

/* The columns that become something. */
export function mapping_of(chosen: Record<string, string>): Record<string, string> {
	return Object.fromEntries(Object.entries(chosen).filter(([, field]) => field));
}

/* A field that two columns would write. */
export function twice_of(chosen: Record<string, string>): string | undefined {
	const fields = Object.values(chosen).filter((field) => field && field !== 'tags');

	return fields.find((field, i) => fields.indexOf(field) !== i);
}

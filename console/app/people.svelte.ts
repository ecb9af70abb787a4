// SPDX-License-Identifier: Apache-2.0
/* The people that a list shows. */
import { type Json, post } from './api';
import { search_of, type Wanted } from './filters';
import { Pages, PART } from './pages.svelte';
import { session } from './session.svelte';

export interface Person {
	id: string;
	firstName: string | null;
	lastName: string | null;
	contactName: string | null;
	companyName: string | null;
	email: string | null;
	phone: string | null;
	tags: string[];
	dateAdded: string;
	searchAfter: unknown[];
}

export class People extends Pages<Person, Wanted> {
	constructor() {
		super(async (wanted, after) => {
			const reply: Json = await post('/contacts/search', {
				locationId: session()?.location.id,
				pageLimit: PART,
				...search_of(wanted),
				...(after ? { searchAfter: after } : {}),
			});

			return { rows: reply['contacts'], total: reply['total'] };
		});
	}
}

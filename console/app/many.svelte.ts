// SPDX-License-Identifier: Apache-2.0
/* The same change for many people: tried, done by a job of the server, undone.  It is kept beside
 * the pages, so that whoever comes back sees how far it is. */
import { type Json, get, post } from './api';
import { own_fields } from './own.svelte';
import { type Row, rows_of } from './rows';
import { did, failed } from './undo.svelte';
import { label } from './words.svelte';

const LOOK_MS = 300;
const BUSY = ['running', 'undoing'];

/* Who it is: ids, or what the list searches and filters for. */
export type Who = { ids: string[] } | { query?: string; filters: Json[] };
export interface Tried {
	count: number;
	sample: Json[];
}

/* What can be set for many; e-mail and phone are one person's. */
const SETTABLE = [
	'firstName',
	'lastName',
	'companyName',
	'dateOfBirth',
	'address1',
	'city',
	'state',
	'postalCode',
	'country',
	'timezone',
	'website',
	'source',
	'type',
	'assignedTo',
	'dnd',
];

export interface Settable extends Row {
	key: string;
	title: string;
}

export const settable_rows = (): Promise<Row[]> => rows_of('contacts', 'ContactChange');

export function settable(rows: Row[]): Settable[] {
	const standard = SETTABLE.flatMap(
		(name) => rows.find((row) => row.name === name) ?? [],
	);

	return [
		...standard.map((row) => ({
			...row,
			key: row.name,
			title: label(row.name),
		})),
		...own_fields('contact').map((row) => ({
			...row,
			key: `customFields.${row.custom}`,
		})),
	];
}

export async function many_try(who: Who, change: Json): Promise<Tried> {
	const reply = await post('/bulk', { ...who, do: change, dry: true });

	return { count: reply['count'], sample: reply['sample'] };
}

class Many {
	one = $state.raw<Json>();
	#words: (changed: number) => string = () => '';
	#heard: () => unknown = () => undefined;

	get busy(): boolean {
		return BUSY.includes(this.one?.['state']);
	}

	/* So many, as was tried; `words` says what was done, `heard` is told when it is over. */
	async start(
		who: Who,
		change: Json,
		count: number,
		words: (changed: number) => string,
		heard: () => unknown,
	): Promise<void> {
		const reply = await post('/bulk', { ...who, do: change, count });

		this.one = reply['bulk'];
		this.#words = words;
		this.#heard = heard;
		void this.#follow().then(() => this.#said(), failed);
	}

	/* Is something under way that was begun before this page was read? */
	async pick(heard: () => unknown): Promise<void> {
		if (this.one) return;
		const one: Json | undefined = (await get('/bulk?limit=1'))['bulks'][0];

		if (this.one || !BUSY.includes(one?.['state'])) return;
		this.one = one;
		this.#heard = heard;
		await this.#follow();
	}

	async #follow(): Promise<void> {
		const id = this.one!['id'];

		while (this.busy && this.one?.['id'] === id) {
			await new Promise((on) => setTimeout(on, LOOK_MS));
			const reply = await get(`/bulk/${id}`);
			if (this.one?.['id'] === id) this.one = reply['bulk'];
		}
		await this.#heard();
	}

	#said(): void {
		if (this.one?.['state'] !== 'done') return;
		did(
			this.#words(this.one['changed']),
			this.one['undoable'] ? () => this.undo() : undefined,
		);
	}

	async undo(): Promise<void> {
		this.one = (await post(`/bulk/${this.one!['id']}/undo`))['bulk'];
		await this.#follow();
	}

	async cancel(): Promise<void> {
		this.one = (await post(`/bulk/${this.one!['id']}/cancel`))['bulk'];
	}

	forget(): void {
		if (!this.busy) this.one = undefined;
	}
}

export const many = new Many();

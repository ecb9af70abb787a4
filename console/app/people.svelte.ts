// SPDX-License-Identifier: Apache-2.0
/* A list of people of any length, read page by page behind the last one's own place.  Pages that
 * are far away are let go and read again when they are seen. */
import { type Json, Refused, post } from './api';
import { search_of, type Wanted } from './filters';
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

interface Part {
	after: unknown[] | undefined;
	people: Person[] | undefined;
	asking: boolean;
}

export const PART = 100;
const PARTS_KEPT = 20;

export class People {
	total = $state(0);
	known = $state(0); /* rows whose place is known */
	whole = $state(false);
	asking = $state(false);
	refused = $state<unknown>();
	#parts = $state<Part[]>([]);
	#turn = 0;

	at(i: number): Person | undefined {
		return this.#parts[Math.floor(i / PART)]?.people?.[i % PART];
	}

	/* Begins anew; what is shown stays until the answer is here. */
	async begin(wanted: Wanted): Promise<void> {
		const turn = ++this.#turn;

		this.asking = true;
		try {
			const reply = await this.#ask(wanted, undefined);
			if (turn !== this.#turn) return;
			this.total = reply.total;
			this.#parts = [{ after: undefined, people: reply.people, asking: false }];
			this.#learn(0, reply.people);
			this.refused = undefined;
		} catch (error) {
			if (turn === this.#turn) this.refused = error;
		}
		if (turn === this.#turn) this.asking = false;
	}

	/* These rows are seen: what is missing of them is read. */
	seen(wanted: Wanted, first: number, last: number): void {
		const from = Math.floor(first / PART);
		const to =
			Math.floor(last / PART) +
			(this.whole ? 0 : last >= this.known - PART / 2 ? 1 : 0);

		for (let i = from; i <= to; i++) void this.#read(wanted, i);
		this.#let_go(from, to);
	}

	change(id: string, change: (person: Person) => void): void {
		for (const part of this.#parts)
			for (const person of part.people ?? [])
				if (person.id === id) change(person);
	}

	async #ask(
		wanted: Wanted,
		after: unknown[] | undefined,
	): Promise<{ people: Person[]; total: number }> {
		const reply: Json = await post('/contacts/search', {
			locationId: session()?.location.id,
			pageLimit: PART,
			...search_of(wanted),
			...(after ? { searchAfter: after } : {}),
		});

		return { people: reply['contacts'], total: reply['total'] };
	}

	#learn(i: number, people: Person[]): void {
		const last = people[people.length - 1];

		if (people.length === PART && last && !this.#parts[i + 1])
			this.#parts.push({
				after: last.searchAfter,
				people: undefined,
				asking: false,
			});
		if (i >= this.#parts.length - 2) {
			this.known = Math.max(i * PART + people.length, i ? this.known : 0);
			this.whole = people.length < PART;
		}
	}

	async #read(wanted: Wanted, i: number): Promise<void> {
		const part = this.#parts[i];
		const turn = this.#turn;

		if (!part || part.people || part.asking) return;
		part.asking = true;
		try {
			const { people } = await this.#ask(wanted, part.after);
			if (turn !== this.#turn) return;
			part.people = people;
			this.#learn(i, people);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			if (turn === this.#turn) this.refused = error;
		}
		part.asking = false;
	}

	#let_go(from: number, to: number): void {
		const kept = this.#parts
			.map((part, i) => ({ part, far: Math.max(from - i, i - to) }))
			.filter(({ part }) => part.people)
			.sort((a, b) => a.far - b.far);

		for (const { part } of kept.slice(PARTS_KEPT)) part.people = undefined;
	}
}

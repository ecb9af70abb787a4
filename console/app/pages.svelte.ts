// SPDX-License-Identifier: Apache-2.0
/* A list of any length, read page by page behind the last one's own place.  Pages that are far
 * away are let go and read again when they are seen. */
import { Refused } from './api';

export interface Listed {
	id: string;
	searchAfter: unknown[];
}

interface Part<T> {
	after: unknown[] | undefined;
	rows: T[] | undefined;
	asking: boolean;
}

export interface Answer<T> {
	rows: T[];
	total: number;
}

/* Asks for one page: behind a place, or (where an order knows no places) by its number from 0. */
export type Ask<T, W> = (
	wanted: W,
	after: unknown[] | undefined,
	page: number,
) => Promise<Answer<T>>;

export const PART = 100;
const PARTS_KEPT = 20;

export class Pages<T extends Listed, W> {
	total = $state(0);
	known = $state(0); /* rows whose place is known */
	whole = $state(false);
	asking = $state(false);
	refused = $state<unknown>();
	#parts = $state<Part<T>[]>([]);
	#turn = 0;

	constructor(readonly ask: Ask<T, W>) {}

	at(i: number): T | undefined {
		return this.#parts[Math.floor(i / PART)]?.rows?.[i % PART];
	}

	find(id: string): T | undefined {
		for (const part of this.#parts)
			for (const row of part.rows ?? []) if (row.id === id) return row;
		return undefined;
	}

	/* Begins anew; what is shown stays until the answer is here. */
	async begin(wanted: W): Promise<void> {
		const turn = ++this.#turn;

		this.asking = true;
		try {
			const { rows, total } = await this.ask(wanted, undefined, 0);
			if (turn !== this.#turn) return;
			this.total = total;
			this.#parts = [{ after: undefined, rows, asking: false }];
			this.#learn(0, rows);
			this.refused = undefined;
		} catch (error) {
			if (turn === this.#turn) this.refused = error;
		}
		if (turn === this.#turn) this.asking = false;
	}

	/* These rows are seen: what is missing of them is read. */
	seen(wanted: W, first: number, last: number): void {
		const from = Math.floor(first / PART);
		const to =
			Math.floor(last / PART) +
			(this.whole ? 0 : last >= this.known - PART / 2 ? 1 : 0);

		for (let i = from; i <= to; i++) void this.#read(wanted, i);
		this.#let_go(from, to);
	}

	change(id: string, change: (row: T) => void): void {
		for (const part of this.#parts)
			for (const row of part.rows ?? []) if (row.id === id) change(row);
	}

	#learn(i: number, rows: T[]): void {
		const last = rows[rows.length - 1];

		if (rows.length === PART && last && !this.#parts[i + 1])
			this.#parts.push({
				after: last.searchAfter,
				rows: undefined,
				asking: false,
			});
		if (i >= this.#parts.length - 2) {
			this.known = Math.max(i * PART + rows.length, i ? this.known : 0);
			this.whole = rows.length < PART;
		}
	}

	async #read(wanted: W, i: number): Promise<void> {
		const part = this.#parts[i];
		const turn = this.#turn;

		if (!part || part.rows || part.asking) return;
		part.asking = true;
		try {
			const { rows } = await this.ask(wanted, part.after, i);
			if (turn !== this.#turn) return;
			part.rows = rows;
			this.#learn(i, rows);
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			if (turn === this.#turn) this.refused = error;
		}
		part.asking = false;
	}

	#let_go(from: number, to: number): void {
		const kept = this.#parts
			.map((part, i) => ({ part, far: Math.max(from - i, i - to) }))
			.filter(({ part }) => part.rows)
			.sort((a, b) => a.far - b.far);

		for (const { part } of kept.slice(PARTS_KEPT)) part.rows = undefined;
	}
}

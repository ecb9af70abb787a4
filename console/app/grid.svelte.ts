// SPDX-License-Identifier: Apache-2.0
/* Where one is in a grid of records, and the cell that is edited.  Before a value is kept the
 * record is read once more: what somebody else has put there meanwhile is shown, not written
 * over. */
import type { Json } from './api';
import { sent, typed, typed_as } from './kinds';
import type { OneObject } from './object.svelte';
import { type RecordField, bare, same, told_value, whole } from './objects';
import { sentence_of } from './undo.svelte';
import { t } from './words.svelte';

export interface Edited {
	row: number;
	id: string;
	field: RecordField;
	before: unknown;
}

export class Cells {
	row = $state(0);
	column = $state(0);
	edits = $state.raw<Edited>();
	text = $state('');
	wrong = $state('');
	#began = '';
	#busy = false;

	constructor(
		readonly object: OneObject,
		readonly columns: () => RecordField[],
	) {}

	/* Goes to a cell that is there. */
	move(rows: number, columns: number): void {
		const last = this.columns().length - 1;

		this.row = Math.max(0, Math.min(this.object.records.known - 1, this.row + rows));
		this.column = Math.max(0, Math.min(last, this.column + columns));
	}

	/* The next cell, or the one before: over the end of a row into the next one. */
	next(by: 1 | -1): void {
		const count = this.columns().length;
		const at = this.row * count + this.column + by;
		const last = this.object.records.known * count - 1;
		const to = Math.max(0, Math.min(last, at));

		this.row = Math.floor(to / count);
		this.column = to % count;
	}

	begin(): boolean {
		const record = this.object.records.at(this.row);
		const field = this.columns()[this.column];

		if (!record || !field) return false;
		const before = record.properties[field.name];
		this.#began = typed(typed_as(field), bare(field, before));
		this.text = this.#began;
		this.wrong = '';
		this.edits = { row: this.row, id: record.id, field, before };
		return true;
	}

	leave(): void {
		this.edits = undefined;
		this.wrong = '';
	}

	/* Is the cell free again?  Else it says why not. */
	async keep(): Promise<boolean> {
		const edits = this.edits;

		if (!edits) return true;
		if (this.#busy) return false;
		if (this.text === this.#began) {
			this.leave();
			return true;
		}
		this.#busy = true;
		try {
			await this.#send(edits);
		} catch (error) {
			this.wrong = sentence_of(error);
		}
		this.#busy = false;
		if (!this.wrong) this.leave();
		return !this.wrong;
	}

	async #send({ row, id, field, before }: Edited): Promise<void> {
		const now: Json = await this.object.read(id);
		const value = now['properties'][field.name];

		this.wrong = '';
		if (!same(value, before)) {
			const said = told_value(field, value) || t('nothing');
			this.edits = { row, id, field, before: value };
			this.wrong = t('grid.meanwhile', { value: said });
			return;
		}
		const wanted = sent(typed_as(field), this.text);
		await this.object.save(id, field, whole(field, wanted, before), before);
	}
}

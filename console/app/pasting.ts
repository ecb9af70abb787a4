// SPDX-License-Identifier: Apache-2.0
/* A block of cells is sent row by row; what of it was refused, and how it is undone. */
import { type Json, Refused } from './api';
import { for_many } from './lists';
import type { OneObject } from './object.svelte';
import type { Line } from './paste';
import { sentence_of } from './undo.svelte';

export interface NotPasted {
	row: number;
	title: string;
	text: string;
	why: string;
}

export interface Pasted {
	done: number;
	refused: NotPasted[];
	beyond: number /* cells for which there is no row or column */;
	wrong: unknown /* what stopped it */;
	undo: () => Promise<void>;
}

const refusal = (error: unknown): error is Refused =>
	error instanceof Refused && error.status >= 400 && error.status < 500;

/* A row at once; where that is refused, cell by cell, so that the others stand. */
export async function paste(object: OneObject, lines: Line[], beyond: number): Promise<Pasted> {
	const refused: NotPasted[] = [];
	let done = 0;
	const undone: { id: string; properties: Json }[] = [];
	const send = async ({ id, changes }: Line) => {
		const all = (which: 'value' | 'before') =>
			Object.fromEntries(
				changes.map((one) => [one.field.name, one[which] ?? null]),
			);

		await object.send(id, all('value'));
		undone.push({ id, properties: all('before') });
		done += changes.length;
	};
	const { wrong } = await for_many(lines, async (line) => {
		try {
			await send(line);
		} catch (error) {
			if (!refusal(error)) throw error;
			for (const one of line.changes)
				try {
					await send({ ...line, changes: [one] });
				} catch (why) {
					if (!refusal(why)) throw why;
					refused.push({
						row: line.row + 1,
						title: one.field.title,
						text: one.text,
						why: sentence_of(why),
					});
				}
		}
	});

	return {
		done,
		refused: refused.sort((a, b) => a.row - b.row),
		beyond,
		wrong,
		undo: async () => {
			const back = await for_many(undone, ({ id, properties }) =>
				object.send(id, properties),
			);
			if (back.wrong) throw back.wrong;
		},
	};
}

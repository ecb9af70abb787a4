// SPDX-License-Identifier: Apache-2.0
/* A block of cells from a table program: read, and what of a grid it would change.  Pure. */
import { sent } from './kinds';
import type { OneObject } from './object.svelte';
import { type RecordField, bare, same, whole } from './objects';

/* Cells as table programs write them: tabs and lines; what has one of them stands in quotes. */
export function cells_read(text: string): string[][] {
	const rows: string[][] = [[]];
	const cell = /("(?:[^"]|"")*"(?=[\t\r\n]|$)|[^\t\r\n]*)(\t|\r\n|\r|\n|$)/y;
	const plain = text.replace(/(\r\n|\r|\n)$/, '');

	for (;;) {
		const [, said = '', end = ''] = cell.exec(plain) ?? [];
		const quoted = said.length > 1 && said.startsWith('"') && said.endsWith('"');
		const bare = quoted ? said.slice(1, -1).replaceAll('""', '"') : said;
		rows[rows.length - 1]!.push(bare);
		if (end === '') return rows;
		if (end !== '\t') rows.push([]);
	}
}

/* A day as it is written with points, as it is sent. */
function day_read(text: string): string {
	const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text) ?? [];

	return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : text;
}

/* What stands in a cell, as it is sent; of a list its items stand behind commas. */
export function value_pasted(field: RecordField, text: string, before: unknown): unknown {
	const plain = text.trim();
	const named = (one: string) =>
		field.choices.find((key) => key === one) ??
		field.choices.find((key) => field.titles[key] === one) ??
		one;

	if (plain === '') return null;
	if (field.list)
		return plain
			.split(/[,;\n]/)
			.map((one) => one.trim())
			.filter((one) => one)
			.map(named);
	if (field.choices.length) return named(plain);
	if (field.kind === 'date') return day_read(plain);
	return whole(field, sent(field.kind, plain), before);
}

export const CELLS_MAX = 5000;

export interface Line {
	id: string;
	row: number;
	changes: { field: RecordField; text: string; value: unknown; before: unknown }[];
}

/* What would change: cells that have their value already are left out. */
export function lines_of(
	object: Pick<OneObject, 'records'>,
	columns: RecordField[],
	at: { row: number; column: number },
	cells: string[][],
): { lines: Line[]; beyond: number } {
	let beyond = 0;
	const lines = cells.flatMap((texts, r) => {
		const row = at.row + r;
		const record = object.records.at(row);
		const changes = texts.flatMap((text, c) => {
			const field = columns[at.column + c];
			if (!record || !field) beyond++;
			if (!record || !field) return [];
			const before = record.properties[field.name];
			const value = value_pasted(field, text, before);
			const now = whole(field, bare(field, before) ?? null, before);
			return same(value, now) ? [] : [{ field, text, value, before }];
		});

		return record && changes.length ? [{ id: record.id, row, changes }] : [];
	});

	return { lines, beyond };
}

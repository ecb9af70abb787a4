// SPDX-License-Identifier: Apache-2.0
/* One object of the place, and its records: read, changed, undone. */
import { asked, get, type Json, post, put, remove } from './api';
import { cached, refresh } from './cache.svelte';
import {
	DEEP_MAX,
	type RecordField,
	type RecordsWanted,
	fields_of,
	is_keyed,
	records_search,
} from './objects';
import { Pages, PART } from './pages.svelte';
import { session } from './session.svelte';
import { did } from './undo.svelte';
import { t } from './words.svelte';

export interface OneRecord {
	id: string;
	properties: Json;
	createdAt: string;
	updatedAt: string;
	searchAfter: unknown[];
}

const here = () => session()?.location.id;

export function objects(): Json[] | undefined {
	return cached(asked('/objects/', { locationId: here() })).data?.['objects'];
}

export class OneObject {
	readonly path: string;
	readonly records: Pages<OneRecord, RecordsWanted>;

	constructor(readonly key: string) {
		this.path = `/objects/${encodeURIComponent(key)}`;
		this.records = new Pages((wanted, after, page) => this.#ask(wanted, after, page));
	}

	get kept() {
		return cached(asked(this.path, { locationId: here() }));
	}

	get schema(): Json | undefined {
		return this.kept.data?.['object'];
	}

	get one(): string {
		return this.schema?.['labels']?.singular ?? '';
	}

	get many(): string {
		return this.schema?.['labels']?.plural ?? '';
	}

	/* The property by which its records are called. */
	get primary(): string {
		return String(this.schema?.['primaryDisplayProperty'] ?? '').slice(
			this.key.length + 1,
		);
	}

	fields(): RecordField[] {
		const all = fields_of(this.kept.data?.['fields'] ?? [], this.key);

		return [
			...all.filter(({ name }) => name === this.primary),
			...all.filter(({ name }) => name !== this.primary),
		];
	}

	title_of(record: { properties: Json }): string {
		return String(record.properties[this.primary] ?? '') || t('record.unnamed');
	}

	async #ask(wanted: RecordsWanted, after: unknown[] | undefined, page: number) {
		const keyed = is_keyed(wanted.sort);

		if (!keyed && page * PART >= DEEP_MAX) return { rows: [], total: 0 };
		const reply = await post(`${this.path}/records/search`, {
			locationId: here(),
			pageLimit: PART,
			...records_search(wanted),
			...(keyed ? (after ? { searchAfter: after } : {}) : { page: page + 1 }),
		});
		return { rows: reply['records'] as OneRecord[], total: Number(reply['total']) };
	}

	record_path(id: string): string {
		const path = `${this.path}/records/${encodeURIComponent(id)}`;

		return asked(path, { locationId: here() });
	}

	/* As it is now; the grid shows it, too. */
	async read(id: string): Promise<Json> {
		const { record } = await get(this.record_path(id));

		this.#took(record);
		return record;
	}

	#took(record: Json): void {
		this.records.change(record['id'], (row) => {
			row.properties = record['properties'];
		});
	}

	/* Throws the refusal: the field or the cell shows it. */
	async save(id: string, field: RecordField, value: unknown, before: unknown): Promise<void> {
		await this.send(id, { [field.name]: value });
		did(t('person.saved', { field: field.title }), () =>
			this.send(id, { [field.name]: before ?? null }),
		);
	}

	async send(id: string, properties: Json): Promise<void> {
		const { record } = await put(this.record_path(id), { properties });

		this.#took(record);
		await refresh(this.record_path(id));
	}

	async make(properties: Json): Promise<string> {
		const { record } = await post(`${this.path}/records`, {
			locationId: here(),
			properties,
		});

		return record['id'];
	}

	async drop(id: string): Promise<void> {
		await remove(this.record_path(id));
	}
}

/* --- relations --- */

/* What records of an object may be related to: an association, seen from here. */
export interface Side {
	id: string;
	title: string;
	object: string;
	first: boolean /* are we the first of the pair? */;
}

export function sides_of(object: string): Side[] | undefined {
	const path = `/associations/objectKey/${encodeURIComponent(object)}`;
	const found: Json[] | undefined = cached(asked(path, { locationId: here() })).data?.[
		'associations'
	];

	return found?.flatMap((one) => [
		...(one['firstObjectKey'] === object
			? [
					{
						id: one['id'],
						title: one['secondObjectLabel'],
						object: one['secondObjectKey'],
						first: true,
					},
				]
			: []),
		...(one['secondObjectKey'] === object
			? [
					{
						id: one['id'],
						title: one['firstObjectLabel'],
						object: one['firstObjectKey'],
						first: false,
					},
				]
			: []),
	]);
}

export const RELATIONS_MAX = 100;

const relations_path = (id: string) =>
	asked(`/associations/relations/${encodeURIComponent(id)}`, {
		locationId: here(),
		skip: 0,
		limit: RELATIONS_MAX,
	});

export function relations_of(id: string): Json[] | undefined {
	return cached(relations_path(id)).data?.['relations'];
}

export const relations_refresh = (id: string) => refresh(relations_path(id));

async function relate(side: Side, id: string, other: string): Promise<string> {
	const made = await post('/associations/relations', {
		locationId: here(),
		associationId: side.id,
		firstRecordId: side.first ? id : other,
		secondRecordId: side.first ? other : id,
	});

	await relations_refresh(id);
	return made['id'];
}

async function part(id: string, relation: string): Promise<void> {
	await remove(asked(`/associations/relations/${relation}`, { locationId: here() }));
	await relations_refresh(id);
}

export async function relation_add(side: Side, id: string, other: string): Promise<void> {
	const made = await relate(side, id, other);

	did(t('relation.added', { name: side.title }), () => part(id, made));
}

export async function relation_drop(side: Side, id: string, relation: Json): Promise<void> {
	const other = relation[side.first ? 'secondRecordId' : 'firstRecordId'];

	await part(id, relation['id']);
	did(t('relation.dropped', { name: side.title }), () => relate(side, id, other));
}

/* What a record of any object is called; undefined: not known yet. */
export function title_of(object: string, id: string): string | undefined {
	const path = `/objects/${encodeURIComponent(object)}/records/${encodeURIComponent(id)}`;
	const { data, refused } = cached(asked(path, { locationId: here() }));
	const primary = objects()?.find((one) => one['key'] === object)?.['primaryDisplayProperty'];
	const properties: Json | undefined = data?.['record']?.properties;
	const names = [properties?.['first_name'], properties?.['last_name']];

	if (refused) return id;
	if (!properties || primary === undefined) return undefined;
	const said =
		object === 'contact'
			? names.filter((one) => one).join(' ') || properties['email']
			: properties[String(primary).slice(object.length + 1)];
	return String(said ?? '') || t('record.unnamed');
}

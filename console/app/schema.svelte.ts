// SPDX-License-Identifier: Apache-2.0
/* What an object is made of: its names, fields, folders and associations, and how they change. */
import { asked, type Json, post, put, remove } from './api';
import { cached, refresh } from './cache.svelte';
import type { OneObject } from './object.svelte';
import { key_made, options_sent } from './objects';
import { session } from './session.svelte';
import { did } from './undo.svelte';
import { t } from './words.svelte';

const here = () => session()!.location.id;

export class Schema {
	constructor(readonly object: OneObject) {}

	get path(): string {
		const key = encodeURIComponent(this.object.key);

		return asked(`/custom-fields/object-key/${key}`, { locationId: here() });
	}

	get kept() {
		return cached(this.path);
	}

	get fields(): Json[] {
		return this.kept.data?.['fields'] ?? [];
	}

	get folders(): Json[] {
		return this.kept.data?.['folders'] ?? [];
	}

	async #again(): Promise<void> {
		await Promise.all([refresh(this.path), refresh(this.object.path)]);
	}

	/* --- the object itself --- */

	async #say(change: Json): Promise<void> {
		await put(this.object.path, {
			locationId: here(),
			searchableProperties: this.object.schema?.['searchableProperties'] ?? [],
			...change,
		});
		await this.#again();
		await refresh('/objects/?');
	}

	async name(which: 'singular' | 'plural', value: unknown, title: string): Promise<void> {
		const before = this.object.schema?.['labels']?.[which];

		await this.#say({ labels: { [which]: value ?? '' } });
		did(t('person.saved', { field: title }), () =>
			this.#say({ labels: { [which]: before } }),
		);
	}

	async about(value: unknown, title: string): Promise<void> {
		const before = this.object.schema?.['description'] ?? null;

		await this.#say({ description: value });
		did(t('person.saved', { field: title }), () => this.#say({ description: before }));
	}

	is_searched(field: Json): boolean {
		const searched: string[] = this.object.schema?.['searchableProperties'] ?? [];

		return searched.includes(field['fieldKey']);
	}

	async search_in(field: Json, on: boolean): Promise<void> {
		const now: string[] = this.object.schema?.['searchableProperties'] ?? [];
		const key = String(field['fieldKey']);
		const send = (wanted: string[]) => this.#say({ searchableProperties: wanted });

		await send(on ? [...now, key] : now.filter((one) => one !== key));
		did(t(on ? 'fields.searched' : 'fields.unsearched', { name: field['name'] }), () =>
			send(now),
		);
	}

	/* --- fields --- */

	async add(values: Json): Promise<void> {
		const lines = String(values['options'] ?? '').split('\n');
		const options = options_sent([], lines);
		const { field } = await post('/custom-fields/', {
			locationId: here(),
			objectKey: this.object.key,
			showInForms: true,
			fieldKey: key_made(values['name']) || 'field',
			name: values['name'],
			dataType: values['dataType'],
			parentId: values['parentId'] ?? this.folders[0]?.['id'],
			...(options.length ? { options } : {}),
			...(values['isUnique'] ? { isUnique: true } : {}),
		});

		await this.#again();
		/* what is unique cannot be removed */
		did(
			t('fields.added', { name: field['name'] }),
			field['isUnique'] ? undefined : () => this.#remove(field['id']),
		);
	}

	/* All that is kept of it is sent, since what is not sent is emptied. */
	async #change(field: Json, change: Json): Promise<void> {
		const optional = ['description', 'acceptedFormats', 'maxFileLimit'].filter(
			(name) => field[name] !== undefined && field[name] !== null,
		);

		await put(`/custom-fields/${field['id']}`, {
			locationId: here(),
			name: field['name'],
			placeholder: field['placeholder'] ?? '',
			showInForms: field['showInForms'],
			...Object.fromEntries(optional.map((name) => [name, field[name]])),
			...change,
		});
		await this.#again();
	}

	async save(field: Json, name: 'name' | 'description', value: unknown, title: string) {
		const before = field[name] ?? null;

		await this.#change(field, { [name]: value });
		did(t('person.saved', { field: title }), () =>
			this.#change(field, { [name]: before }),
		);
	}

	/* Options come and are called otherwise; they do not go, so one that came stays. */
	async options(field: Json, text: unknown): Promise<void> {
		const lines = String(text ?? '').split('\n');

		await this.#change(field, { options: options_sent(field['options'] ?? [], lines) });
		did(t('person.saved', { field: t('fields.options') }));
	}

	/* How many records have a value there; undefined: the search does not know. */
	async values(field: Json): Promise<number | undefined> {
		if (field['dataType'] === 'TEXTBOX_LIST') return undefined;
		const name = String(field['fieldKey']).slice(this.object.key.length + 1);
		const reply = await post(`${this.object.path}/records/search`, {
			locationId: here(),
			pageLimit: 1,
			filters: [{ field: name, operator: 'exists' }],
		});

		return reply['total'];
	}

	async #remove(id: string): Promise<void> {
		await remove(asked(`/custom-fields/${id}`, { locationId: here() }));
		await this.#again();
	}

	async drop(field: Json): Promise<void> {
		await this.#remove(field['id']);
		did(t('fields.removed', { name: field['name'] }));
	}

	/* --- folders --- */

	async folder_add(name: unknown): Promise<void> {
		const made = await post('/custom-fields/folder', {
			locationId: here(),
			objectKey: this.object.key,
			name,
		});

		await this.#again();
		did(t('fields.added', { name: made['name'] }), () =>
			this.#folder_remove(made['id']),
		);
	}

	async folder_name(folder: Json, value: unknown): Promise<void> {
		const send = async (name: unknown) => {
			await put(`/custom-fields/folder/${folder['id']}`, {
				locationId: here(),
				name: name ?? '',
			});
			await this.#again();
		};

		await send(value);
		did(t('person.saved', { field: t('fields.folder') }), () => send(folder['name']));
	}

	async #folder_remove(id: string): Promise<void> {
		await remove(asked(`/custom-fields/folder/${id}`, { locationId: here() }));
		await this.#again();
	}

	async folder_drop(folder: Json): Promise<void> {
		await this.#folder_remove(folder['id']);
		did(t('fields.removed', { name: folder['name'] }), () =>
			this.folder_add(folder['name']),
		);
	}

	/* --- associations --- */

	get links_path(): string {
		const key = encodeURIComponent(this.object.key);

		return asked(`/associations/objectKey/${key}`, { locationId: here() });
	}

	get links(): Json[] {
		return cached(this.links_path).data?.['associations'] ?? [];
	}

	async link(values: Json): Promise<void> {
		const other = String(values['secondObjectKey']);
		const label = key_made(values['secondObjectLabel']) || 'other';

		const made = await post('/associations/', {
			...values,
			locationId: here(),
			key: `${key_made(this.object.key)}_${label}`,
			firstObjectKey: this.object.key,
			secondObjectKey: other,
		});
		await refresh(this.links_path);
		did(t('fields.added', { name: values['secondObjectLabel'] }), () =>
			this.#unlink(made['id']),
		);
	}

	async #unlink(id: string): Promise<void> {
		await remove(`/associations/${id}`);
		await refresh(this.links_path);
	}

	async unlink(one: Json, name: string): Promise<void> {
		await this.#unlink(one['id']);
		did(t('fields.removed', { name }));
	}
}

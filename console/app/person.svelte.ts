// SPDX-License-Identifier: Apache-2.0
/* One person: what is known, and how it is changed.  Each change saves itself and can be undone. */
import { type Json, post, put, remove } from './api';
import { cached, refresh } from './cache.svelte';
import { type FieldOf, own_fields } from './own.svelte';
import { type Row, rows_of } from './rows';
import { did, failed } from './undo.svelte';
import { label, n, t } from './words.svelte';

export interface Group {
	key: 'who' | 'where' | 'about' | 'own' | 'more';
	fields: FieldOf[];
}

const GROUPS: Record<'who' | 'where' | 'about', string[]> = {
	who: ['firstName', 'lastName', 'email', 'phone', 'companyName', 'dateOfBirth'],
	where: ['address1', 'city', 'state', 'postalCode', 'country', 'timezone'],
	about: ['website', 'source', 'assignedTo'],
};
/* Not fields of one line: they have a place of their own, or say another field again. */
const ELSEWHERE = ['name', 'tags', 'customFields', 'dndSettings', 'inboundDndSettings'];

export class OnePerson {
	readonly path: string;
	rows = $state<Row[]>([]);

	constructor(readonly id: string) {
		this.path = `/contacts/${encodeURIComponent(id)}`;
		rows_of('contacts', 'ContactChange').then((rows) => (this.rows = rows), failed);
	}

	get kept() {
		return cached(this.path);
	}

	get contact(): Json | undefined {
		return this.kept.data?.['contact'];
	}

	groups(): Group[] {
		const fields = this.rows
			.filter(({ name }) => !ELSEWHERE.includes(name))
			.map((row) => ({ ...row, title: label(row.name), custom: '' }));
		const named = Object.entries(GROUPS).map(([key, names]) => ({
			key: key as Group['key'],
			fields: names.flatMap(
				(name) => fields.find((field) => field.name === name) ?? [],
			),
		}));
		const rest = fields.filter(
			({ name }) => !Object.values(GROUPS).flat().includes(name),
		);

		return [
			...named,
			{ key: 'own' as const, fields: own_fields('contact') },
			{ key: 'more' as const, fields: rest },
		].filter((group) => group.fields.length);
	}

	value(field: FieldOf): unknown {
		if (!field.custom) return this.contact?.[field.name];
		return this.contact?.['customFields']?.find(
			(one: Json) => one['id'] === field.custom,
		)?.value;
	}

	/* Throws the refusal: the field shows it. */
	async save(field: FieldOf, value: unknown): Promise<void> {
		const before = this.value(field) ?? null;

		await this.#send(field, value);
		did(t('person.saved', { field: field.title }), () => this.#send(field, before));
	}

	async #send(field: FieldOf, value: unknown): Promise<void> {
		const change = field.custom
			? { customFields: [{ id: field.custom, field_value: value }] }
			: { [field.name]: value };

		await put(this.path, change);
		await refresh(this.path);
	}

	async tag(name: string): Promise<void> {
		await this.#tags(
			post(`${this.path}/tags`, { tags: [name] }),
			t('person.tagged', { name }),
			() => remove(`${this.path}/tags`, { tags: [name] }),
		);
	}

	async untag(name: string): Promise<void> {
		await this.#tags(
			remove(`${this.path}/tags`, { tags: [name] }),
			t('person.untagged', { name }),
			() => post(`${this.path}/tags`, { tags: [name] }),
		);
	}

	async #tags(
		change: Promise<Json>,
		said: string,
		undo: () => Promise<unknown>,
	): Promise<void> {
		try {
			await change;
			await refresh(this.path);
			did(said, async () => {
				await undo();
				await refresh(this.path);
			});
		} catch (error) {
			failed(error);
		}
	}

	notes(): Json[] | undefined {
		return cached(`${this.path}/notes`).data?.['notes'];
	}

	tasks(): Json[] | undefined {
		return cached(`${this.path}/tasks`).data?.['tasks'];
	}

	appointments(): Json[] | undefined {
		return cached(`${this.path}/appointments`).data?.['events'];
	}

	async note(body: string): Promise<void> {
		const { note } = await post(`${this.path}/notes`, { body });

		await refresh(`${this.path}/notes`);
		did(t('note.kept'), async () => {
			await remove(`${this.path}/notes/${note.id}`);
			await refresh(`${this.path}/notes`);
		});
	}

	async note_drop(note: Json): Promise<void> {
		try {
			await remove(`${this.path}/notes/${note['id']}`);
			await refresh(`${this.path}/notes`);
			did(t('note.dropped'));
		} catch (error) {
			failed(error);
		}
	}

	async task(title: string, due: string): Promise<void> {
		const { task } = await post(`${this.path}/tasks`, {
			title,
			dueDate: due,
			completed: false,
		});

		await refresh(`${this.path}/tasks`);
		did(t('task.kept'), async () => {
			await remove(`${this.path}/tasks/${task.id}`);
			await refresh(`${this.path}/tasks`);
		});
	}

	async tick(task: Json, done: boolean): Promise<void> {
		const send = async (completed: boolean) => {
			await put(`${this.path}/tasks/${task['id']}/completed`, { completed });
			await refresh(`${this.path}/tasks`);
		};

		try {
			await send(done);
			did(t(done ? 'task.done' : 'task.open', { title: task['title'] }), () =>
				send(!done),
			);
		} catch (error) {
			failed(error);
		}
	}

	async drop(): Promise<boolean> {
		try {
			await remove(this.path);
			await refresh(this.path);
			did(n('people.deleted', 1));
			return true;
		} catch (error) {
			failed(error);
			return false;
		}
	}
}

// SPDX-License-Identifier: Apache-2.0
/* One opportunity: what is known, and how it is changed.  Each change saves itself and can be
 * undone. */
import { type Json, put, remove } from './api';
import { cached, refresh } from './cache.svelte';
import { type FieldOf, own_fields } from './own.svelte';
import { type Row, rows_of } from './rows';
import { did, failed } from './undo.svelte';
import { label, t } from './words.svelte';

const SHOWN = ['name', 'monetaryValue', 'assignedTo', 'source'];

export class OneDeal {
	readonly path: string;
	rows = $state<Row[]>([]);

	constructor(
		readonly id: string,
		readonly changed: (deal: Json) => unknown,
	) {
		this.path = `/opportunities/${encodeURIComponent(id)}`;
		rows_of('opportunities', 'OpportunityChange').then(
			(rows) => (this.rows = rows),
			failed,
		);
	}

	get kept() {
		return cached(this.path);
	}

	get deal(): Json | undefined {
		return this.kept.data?.['opportunity'];
	}

	fields(): FieldOf[] {
		const found = (name: string) => this.rows.find((row) => row.name === name) ?? [];
		const rows = SHOWN.flatMap(found);
		const title = (name: string) =>
			name === 'monetaryValue' ? t('deal.value') : label(name);

		return [
			...rows.map((row) => ({
				...row,
				title: title(row.name),
				custom: '',
			})),
			...own_fields('opportunity'),
		];
	}

	value(field: FieldOf): unknown {
		const own: Json[] = this.deal?.['customFields'] ?? [];

		if (!field.custom) return this.deal?.[field.name];
		return own.find((one) => one['id'] === field.custom)?.['fieldValue'];
	}

	/* Throws the refusal: the field shows it. */
	async save(field: FieldOf, value: unknown): Promise<void> {
		const was = this.value(field) ?? null;
		const change = (to: unknown) =>
			field.custom
				? { customFields: [{ id: field.custom, field_value: to }] }
				: { [field.name]: to };

		await this.send(change(value));
		did(t('person.saved', { field: field.title }), () => this.send(change(was)));
	}

	async send(change: Json): Promise<void> {
		const { opportunity } = await put(this.path, change);

		await refresh(this.path);
		this.changed(opportunity);
	}

	async drop(): Promise<boolean> {
		const deal = this.deal;

		try {
			await remove(this.path);
			did(t('deal.deleted', { name: deal?.['name'] }));
			return true;
		} catch (error) {
			failed(error);
			return false;
		}
	}
}

// SPDX-License-Identifier: Apache-2.0
/* Forms are drawn from the rows: the fields of a shape, as the server describes it. */
import { get, type Json } from './api';

export interface Row {
	name: string;
	kind: string;
	choices: string[];
	titles?: Record<string, string> /* what choices are called, where not by themselves */;
	most: number | undefined;
	ref: string | undefined;
	list: boolean;
}

const documents = new Map<string, Promise<Json>>();

/* The description of one subject's operations; asked once. */
function document_of(subject: string): Promise<Json> {
	const known = documents.get(subject) ?? get(`/openapi.json?tags=${subject}`);

	documents.set(subject, known);
	known.catch(() => documents.delete(subject));
	return known;
}

function row_of(name: string, schema: Json): Row {
	const inner: Json = schema['items'] ?? schema;

	return {
		name,
		kind: String(inner['x-kind'] ?? inner['type'] ?? 'map'),
		choices: inner['enum'] ?? [],
		most: inner['maxLength'],
		ref: inner['x-ref'],
		list: schema['type'] === 'array',
	};
}

export async function rows_of(subject: string, shape: string): Promise<Row[]> {
	const document = await document_of(subject);
	const schema: Json = document['components']['schemas'][shape] ?? {};

	return Object.entries<Json>(schema['properties'] ?? {}).map(([name, one]) =>
		row_of(name, one),
	);
}

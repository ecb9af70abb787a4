// SPDX-License-Identifier: Apache-2.0
/* Asks the rows of catalogue/booking.api.  No cookie goes along: everybody is a stranger here. */
export type Json = Record<string, any>;

export class Refused extends Error {
	constructor(
		readonly status: number,
		readonly sentences: string[],
		readonly body: Json,
	) {
		super(sentences.join(' '));
	}
}

export const pathTo = (...parts: string[]) =>
	`/booking/${parts.map(encodeURIComponent).join('/')}`;

export async function ask(method: string, path: string, body?: Json): Promise<Json> {
	const reply = await fetch(path, {
		method,
		credentials: 'omit',
		headers: body ? { 'Content-Type': 'application/json' } : {},
		body: body ? JSON.stringify(body) : null,
	});
	const said: Json = await reply.json().catch(() => ({}));

	if (reply.ok) return said;
	throw new Refused(reply.status, [said['message'] ?? reply.statusText].flat(), said);
}

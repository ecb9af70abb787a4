// SPDX-License-Identifier: Apache-2.0
/* What others change meanwhile: the events since we looked, every few seconds while the page is
 * seen.  Each makes what it touches be read again. */
import { asked, get, type Json } from './api';
import { refresh } from './cache.svelte';
import { session } from './session.svelte';

const EVERY_MS = 5000;
const PAGES_MAX = 5;

export interface Heard {
	type: string;
	payload: Json;
}
type Listener = (events: Heard[]) => void;

const listeners = new Set<Listener>();

/* Calls with what happened, until the function that it gives is called. */
export function live_hear(listener: Listener): () => void {
	listeners.add(listener);
	return () => listeners.delete(listener);
}

function tell(events: Heard[]): void {
	const contacts = new Set(
		events.map(({ payload }) => String(payload['contactId'] ?? payload['id'] ?? '')),
	);

	for (const id of contacts) if (id) void refresh(`/contacts/${id}`);
	for (const listener of listeners) listener(events);
}

async function look(since: string): Promise<string> {
	let next = since;

	for (let page = 0; page < PAGES_MAX; page++) {
		const query = { since: next, limit: 100, locationId: session()?.location.id };
		const reply = await get(asked('/events', query));
		next = reply['next'];
		if (reply['events'].length) tell(reply['events']);
		if (reply['events'].length < 100) break;
	}
	return next;
}

export function live_start(): () => void {
	let since = 'now';
	let running = true;
	let timer = 0;

	const turn = async () => {
		if (!document.hidden) since = await look(since).catch(() => 'now');
		if (running) timer = window.setTimeout(turn, EVERY_MS);
	};
	void turn();
	return () => {
		running = false;
		clearTimeout(timer);
	};
}

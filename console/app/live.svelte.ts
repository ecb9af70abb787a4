// SPDX-License-Identifier: Apache-2.0
/* What others change meanwhile, as it happens: a stream of events, one for all tabs of a browser
 * (which opens few connections to one server).  Where there is none, every few seconds the events
 * since we looked.  Each makes what it touches be read again. */
import { asked, get, type Json } from './api';
import { refresh } from './cache.svelte';
import { session } from './session.svelte';

const EVERY_MS = 5000;
const PAGES_MAX = 5;
const AGAIN_MS = 60_000;

export interface Heard {
	type: string;
	payload: Json;
}
type Listener = (events: Heard[]) => void;

/* Where we are, and what to do with what comes. */
interface Place {
	since: string;
	readonly location: string;
	readonly running: boolean;
}

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

/* --- without a stream --- */

async function look(since: string, location: string): Promise<string> {
	let next = since;

	for (let page = 0; page < PAGES_MAX; page++) {
		const query = { since: next, limit: 100, locationId: location };
		const reply = await get(asked('/events', query));
		next = reply['next'];
		if (reply['events'].length) tell(reply['events']);
		if (reply['events'].length < 100) break;
	}
	return next;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/* For a while, until a stream is tried once more. */
async function look_often(place: Place): Promise<void> {
	const until = Date.now() + AGAIN_MS;

	while (place.running && Date.now() < until) {
		if (!document.hidden)
			place.since = await look(place.since, place.location).catch(() => 'now');
		await pause(EVERY_MS);
	}
}

/* --- the stream --- */

type Told = { cursor: string; said: Heard };

/* Until the server refuses it, or we are done. */
function follow(place: Place, told: (one: Told) => void, done: Promise<void>): Promise<void> {
	const query = { since: place.since, named: 'false', locationId: place.location };
	const stream = new EventSource(asked('/events/stream', query));

	return new Promise((resolve) => {
		const end = () => {
			stream.close();
			resolve();
		};

		stream.onmessage = (event) =>
			told({ cursor: event.lastEventId, said: JSON.parse(event.data) });
		stream.onerror = () => {
			if (stream.readyState === EventSource.CLOSED) end();
		};
		void done.then(end);
	});
}

/* What comes together is told together. */
function gather(place: Place): (one: Told) => void {
	let waiting: Heard[] = [];

	return ({ cursor, said }) => {
		if (cursor) place.since = cursor;
		if (!waiting.length)
			queueMicrotask(() => {
				const all = waiting;
				waiting = [];
				if (place.running) tell(all);
			});
		waiting.push(said);
	};
}

async function stay(place: Place, tabs: BroadcastChannel, done: Promise<void>): Promise<void> {
	const hear = gather(place);

	while (place.running) {
		await follow(
			place,
			(one) => {
				hear(one);
				tabs.postMessage(one);
			},
			done,
		);
		if (place.running) await look_often(place);
	}
}

export function live_start(): () => void {
	const location = session()?.location.id ?? '';
	const name = `groundlevel.events.${session()?.user.id}.${location}`;
	const tabs = new BroadcastChannel(name);
	const ends = new AbortController();
	const place: Place = {
		since: 'now',
		location,
		get running() {
			return !ends.signal.aborted;
		},
	};
	const done = new Promise<void>((resolve) =>
		ends.signal.addEventListener('abort', () => resolve()),
	);
	const hear = gather(place);

	/* The tab that has the lock listens for all; when it goes, the next one goes on. */
	tabs.onmessage = ({ data }) => hear(data as Told);
	const turn = () => stay(place, tabs, done);
	if (navigator.locks)
		navigator.locks.request(name, { signal: ends.signal }, turn).catch(() => undefined);
	else void turn();
	return () => {
		ends.abort();
		tabs.close();
	};
}

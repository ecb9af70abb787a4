// SPDX-License-Identifier: Apache-2.0
/* Who is signed in, in which of their places, and what requests carry for it.  The session itself
 * is a cookie that no script sees. */
import { type Json, Refused, get, post, remove } from './api';
import { forget_all } from './cache.svelte';

export interface Place {
	id: string;
	name: string;
	timezone: string;
}

export interface Session {
	user: { id: string; name: string; email: string; role: string };
	location: Place;
	locations: Place[];
	company: boolean;
	scopes: string[];
	csrf: string;
}

const CHOSEN = 'groundlevel.place';
const SAFE = ['GET', 'HEAD'];
let now = $state.raw<{ session: Session | undefined; ready: boolean }>({
	session: undefined,
	ready: false,
});

export function session(): Session | undefined {
	return now.session;
}

export function session_ready(): boolean {
	return now.ready;
}

export function session_headers(method: string): Record<string, string> {
	const one = now.session;

	if (!one) return {};
	return {
		'X-Location': one.location.id,
		...(SAFE.includes(method) ? {} : { 'X-CSRF': one.csrf }),
	};
}

/* The server does not know us any more. */
export function session_lost(): void {
	forget_all();
	now = { session: undefined, ready: true };
}

function take(reply: Json): void {
	const said = reply['session'] as Omit<Session, 'location'>;
	const chosen = sessionStorage.getItem(CHOSEN);
	const location = said.locations.find(({ id }) => id === chosen) ?? said.locations[0];
	const nowhere = { id: '', name: '', timezone: 'Etc/UTC' };

	now = { session: { ...said, location: location ?? nowhere }, ready: true };
}

/* Is somebody signed in already? */
export async function session_resume(): Promise<void> {
	try {
		take(await get('/auth/session'));
	} catch (error) {
		session_lost();
		if (!(error instanceof Refused)) throw error;
	}
}

export async function session_open(
	email: string,
	password: string,
	stay: boolean,
): Promise<void> {
	take(await post('/auth/session', { email, password, stay }));
}

/* The password once more: for ten minutes what the rows call `proved` may be asked. */
export async function session_prove(password: string): Promise<void> {
	take(await post('/auth/session/prove', { password }));
}

export async function session_close(): Promise<void> {
	await remove('/auth/session');
	session_lost();
}

/* The link that init and demo print, or an invitation, lets somebody in once. */
export async function session_first(words: Json): Promise<void> {
	take(await post('/auth/first', words));
}

export async function session_accept(words: Json): Promise<void> {
	take(await post('/auth/invites/accept', words));
}

export function session_place(id: string): void {
	const one = now.session;
	const location = one?.locations.find((place) => place.id === id);

	if (!one || !location) return;
	sessionStorage.setItem(CHOSEN, id);
	forget_all();
	now = { session: { ...one, location }, ready: true };
}

/* May who is signed in ask operations with this scope? */
export function may(scope: string): boolean {
	return now.session?.scopes.includes(scope) ?? false;
}

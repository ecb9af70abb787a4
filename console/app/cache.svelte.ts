// SPDX-License-Identifier: Apache-2.0
/* What was read, kept by its path: a page that comes back shows at once what it showed, and asks
 * again.  A change that is heard of (live.svelte.ts) makes what it touches be read again. */
import { SvelteMap } from 'svelte/reactivity';
import { get, type Json, Refused } from './api';

export interface Kept<T> {
	data: T | undefined;
	refused: Refused | undefined;
}

const KEPT_MAX = 200;
const FRESH_MS = 2000;
const kept = new SvelteMap<string, Kept<any>>();
const asked = new Map<string, { at: number; answer: Promise<void> }>();
const nothing: Kept<any> = { data: undefined, refused: undefined };

/* What is not there any more is not shown as if it were; a server that is away is another thing. */
const gone = (refused: Refused) => refused.status >= 400 && refused.status < 429;

async function read(path: string): Promise<void> {
	try {
		kept.set(path, { data: await get(path), refused: undefined });
	} catch (error) {
		const refused =
			error instanceof Refused ? error : new Refused(0, [String(error)]);
		kept.set(path, {
			data: gone(refused) ? undefined : kept.get(path)?.data,
			refused,
		});
	}
	if (kept.size > KEPT_MAX) {
		const oldest = kept.keys().next().value!;
		kept.delete(oldest);
		asked.delete(oldest);
	}
}

function ask(path: string): Promise<void> {
	const answer = read(path);

	asked.set(path, { at: Date.now(), answer });
	return answer;
}

/* Reactive: what is known of a GET now; it is asked when it is not known or may be old. */
export function cached<T = Json>(path: string): Kept<T> {
	const found = asked.get(path);

	if (!found || Date.now() - found.at > FRESH_MS) {
		asked.set(path, { at: Date.now(), answer: Promise.resolve() });
		queueMicrotask(() => void ask(path));
	}
	return kept.get(path) ?? nothing;
}

/* Asks again, now, whatever is kept under paths that begin so. */
export async function refresh(start: string): Promise<void> {
	await Promise.all([...asked.keys()].filter((path) => path.startsWith(start)).map(ask));
}

export function forget_all(): void {
	kept.clear();
	asked.clear();
}

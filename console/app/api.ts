// SPDX-License-Identifier: Apache-2.0
/* Asking the server: the same operations that everybody asks, and what a refusal says. */
import { session_headers, session_lost } from './session.svelte';
import { t } from './words.svelte';

export interface Json {
	[key: string]: any;
}

/* The server said no, or was not reached (status 0). */
export class Refused extends Error {
	constructor(
		readonly status: number,
		readonly sentences: string[],
		readonly trace = '',
		readonly needs: string[] = [] /* what must be given first: password */,
	) {
		super(sentences.join(' '));
	}
}

/* What the server says of these fields: its sentence begins with the name of the field. */
export function refused_of(error: unknown, names: string[]): string[] {
	return error instanceof Refused
		? error.sentences.filter((said) => names.includes(said.split(' ')[0]!))
		: [];
}

const VERSION = '2021-07-28';

async function refusal_of(reply: Response): Promise<Refused> {
	const body: Json = await reply.json().catch(() => ({}));
	const said = body['message'] ?? body['error'] ?? reply.statusText;
	const sentences = (Array.isArray(said) ? said : [said]).map(String);

	const trace = String(body['traceId'] ?? '');

	return new Refused(reply.status, sentences, trace, body['needs'] ?? []);
}

/* Has the person given the password once more?  Then what wanted it is asked again. */
let prover: () => Promise<boolean> = async () => false;

export function ask_prover(one: () => Promise<boolean>): void {
	prover = one;
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
	const headers: Record<string, string> = { Version: VERSION, ...session_headers(method) };
	const form = body instanceof FormData; /* the browser says where its parts begin */
	const sent = form ? body : JSON.stringify(body);
	let reply: Response;

	if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
	try {
		reply = await fetch(path, {
			method,
			headers,
			cache: 'no-store',
			credentials: 'same-origin',
			...(body === undefined ? {} : { body: sent }),
		});
	} catch {
		throw new Refused(0, []);
	}
	if (!reply.ok) {
		const refused = await refusal_of(reply);
		if (reply.status === 401 && !path.startsWith('/auth/')) session_lost();
		throw refused;
	}
	return (reply.status === 204 ? {} : await reply.json()) as T;
}

export async function ask<T = Json>(method: string, path: string, body?: unknown): Promise<T> {
	try {
		return await send<T>(method, path, body);
	} catch (error) {
		const wants = error instanceof Refused && error.needs.includes('password');

		if (!wants) throw error;
		if (!(await prover())) throw new Refused(403, [t('prove.not')]);
		return send<T>(method, path, body);
	}
}

export const get = <T = Json>(path: string) => ask<T>('GET', path);
export const post = <T = Json>(path: string, body: unknown = {}) => ask<T>('POST', path, body);
export const put = <T = Json>(path: string, body: unknown) => ask<T>('PUT', path, body);
export const remove = <T = Json>(path: string, body?: unknown) => ask<T>('DELETE', path, body);

/* A file of the server, put where the browser keeps what is saved. */
export async function file_save(path: string, name: string): Promise<void> {
	const headers = { Version: VERSION, ...session_headers('GET') };
	const reply = await fetch(path, { headers, cache: 'no-store', credentials: 'same-origin' });

	if (!reply.ok) throw await refusal_of(reply);
	const link = document.createElement('a');
	link.href = URL.createObjectURL(await reply.blob());
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/* A path with its query; what is undefined or empty is left out. */
export function asked(path: string, query: Record<string, string | number | undefined>): string {
	const given = Object.entries(query).filter(
		([, value]) => value !== undefined && value !== '',
	);
	const words = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));

	return given.length ? `${path}?${words}` : path;
}

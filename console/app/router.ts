// SPDX-License-Identifier: Apache-2.0
/* Addresses of pages: which page a path means, and how the path of a page is written.  Pure. */
export const ROOT = '/console';

export const PAGES = {
	home: '/',
	people: '/people',
	files: '/people/files',
	person: '/people/:id',
	flows: '/flows',
	flow: '/flows/:id',
	recipes: '/flows/recipes',
	recipe: '/flows/recipes/:id',
	edit: '/flows/:id/edit',
	run: '/flows/runs/:id',
	calendars: '/calendars',
	objects: '/objects',
	object: '/objects/:id',
	fields: '/objects/:id/fields',
	opportunities: '/opportunities',
	inbox: '/inbox',
	connections: '/connections',
	reports: '/reports',
	report: '/reports/:id',
	settings: '/settings',
	tokens: '/settings/tokens',
	apps: '/settings/apps',
	team: '/settings/team',
	webhooks: '/settings/webhooks',
	audit: '/settings/audit',
} as const;

export type Page = keyof typeof PAGES;

export interface Place {
	page: Page | 'nowhere';
	id: string;
	query: URLSearchParams;
}

function parts(path: string): string[] {
	return path.split('/').filter((part) => part);
}

function fits(pattern: string, path: string[]): string | undefined {
	const wanted = parts(pattern);
	let id = '';

	if (wanted.length !== path.length) return undefined;
	for (const [i, part] of wanted.entries())
		if (part === ':id') id = path[i]!;
		else if (part !== path[i]) return undefined;
	return id;
}

/* A literal part wins over :id. */
export function place_of(pathname: string, search = ''): Place {
	const query = new URLSearchParams(search);
	const path = parts(pathname);
	let found: Place = { page: 'nowhere', id: '', query };

	if (path[0] !== parts(ROOT)[0]) return found;
	for (const [page, pattern] of Object.entries(PAGES)) {
		const id = fits(pattern, path.slice(1));
		if (id === undefined) continue;
		if (found.page === 'nowhere' || id === '')
			found = { page: page as Page, id, query };
	}
	try {
		return { ...found, id: decodeURIComponent(found.id) };
	} catch {
		return { page: 'nowhere', id: '', query };
	}
}

export function href(page: Page, id = '', query: Record<string, string> = {}): string {
	const path = ROOT + PAGES[page].replace(':id', encodeURIComponent(id));
	const words = new URLSearchParams(
		Object.entries(query).filter(([, value]) => value),
	).toString();

	return words ? `${path}?${words}` : path;
}

/* A link that lets somebody in once says so behind the `#`, which goes to no server. */
export interface Entry {
	kind: 'first' | 'invite';
	code: string;
}

export function entry_of(hash: string): Entry | undefined {
	const found = /^#(first|invite)=([\w-]+)$/.exec(hash);

	return found ? { kind: found[1] as Entry['kind'], code: found[2]! } : undefined;
}

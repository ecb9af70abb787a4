// SPDX-License-Identifier: Apache-2.0
/* Where we are: the address, as something that pages can watch. */
import { type Entry, type Page, type Place, ROOT, entry_of, href, place_of } from './router';

/* What the list shows, without who stands beside it. */
function query_of(one: Place): string {
	const words = new URLSearchParams(one.query);

	words.delete('open');
	return words.size ? `?${words}` : '';
}

const now = $state<{ place: Place }>({ place: place_of(location.pathname, location.search) });

/* What lets somebody in once, out of the address: kept here, and nowhere that others see. */
let entering = $state.raw<Entry | undefined>(entry_of(location.hash));

export function entry(): Entry | undefined {
	return entering;
}

export function entry_close(): void {
	entering = undefined;
}

export function place(): Place {
	return now.place;
}

function arrive(): void {
	if (now.place.page === 'people') people_left = query_of(now.place);
	now.place = place_of(location.pathname, location.search);
}

export function go(address: string, replace = false): void {
	const same = address === location.pathname + location.search;

	if (replace || same) history.replaceState(null, '', address);
	else history.pushState(null, '', address);
	arrive();
}

/* The list of people as it was left. */
let people_left = '';

export function people_href(): string {
	return href('people') + people_left;
}

export function go_to(page: Page, id = '', query: Record<string, string> = {}): void {
	go(href(page, id, query));
}

/* The way on from here for what takes a while: who has gone elsewhere meanwhile is left there. */
export function way_on(): (address: string, replace?: boolean) => void {
	const { page, id, query } = now.place;
	const open = query.get('open');

	return (address, replace = false) => {
		const here = now.place;

		if (here.page === page && here.id === id && here.query.get('open') === open)
			go(address, replace);
	};
}

/* Links of the console lead on without loading it anew. */
function follow(event: MouseEvent): void {
	const link = event.target instanceof Element ? event.target.closest('a') : null;
	const plain =
		event.button === 0 &&
		!(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

	if (
		!link ||
		!plain ||
		event.defaultPrevented ||
		link.target ||
		link.hasAttribute('download')
	)
		return;
	if (link.origin !== location.origin || !link.pathname.startsWith(`${ROOT}/`)) return;
	event.preventDefault();
	go(link.pathname + link.search);
}

export function place_watch(): void {
	if (entering) history.replaceState(null, '', location.pathname);
	addEventListener('popstate', arrive);
	document.addEventListener('click', follow);
}

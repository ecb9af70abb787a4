// SPDX-License-Identifier: Apache-2.0
/* Keys: single letters and two in a row (`g p`), off while one types.  What is bound last is asked
 * first, so a page's keys come before those of the shell. */
export type Keys = Record<string, (event: KeyboardEvent) => unknown>;

const FOLLOWS_MS = 1200;
const layers: Keys[] = [];
let before = '';
let before_at = 0;

/* `Ctrl Z`, `Shift Enter`, `g`, `?`.  A letter's capital says Shift by itself. */
export function key_name(
	event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): string {
	const held = event.ctrlKey || event.metaKey ? 'Ctrl ' : '';
	const letter = event.key.length === 1;
	const key = event.key === ' ' ? 'Space' : event.key;
	const shift = event.shiftKey && !letter ? 'Shift ' : '';

	return (
		held +
		(event.altKey ? 'Alt ' : '') +
		shift +
		(held && letter ? key.toUpperCase() : key)
	);
}

export function types_text(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	const box =
		target instanceof HTMLInputElement &&
		['checkbox', 'radio', 'button'].includes(target.type);

	return (
		target.isContentEditable ||
		['TEXTAREA', 'SELECT'].includes(target.tagName) ||
		(target instanceof HTMLInputElement && !box)
	);
}

/* Binds keys until the function that it gives is called. */
export function keys_bind(keys: Keys): () => void {
	layers.push(keys);
	return () => {
		layers.splice(layers.indexOf(keys), 1);
	};
}

function heard(event: KeyboardEvent): void {
	const name = key_name(event);
	const now = Date.now();
	const pair = now - before_at < FOLLOWS_MS ? `${before} ${name}` : '';
	const typing = types_text(event.target);

	if (event.defaultPrevented || event.isComposing) return;
	if (typing && !name.startsWith('Ctrl ')) return;
	if (typing && name === 'Ctrl Z') return;
	if (document.querySelector('dialog:modal')) return;
	before = name;
	before_at = now;
	for (const keys of [...layers].reverse()) {
		const does = keys[pair] ?? keys[name];
		if (!does || does(event) === false) continue;
		event.preventDefault();
		before = '';
		return;
	}
}

export function keys_watch(): void {
	addEventListener('keydown', heard);
}

/* What clashes in a list of keys: bound twice, or a letter that begins a pair. */
export function keys_clash(keys: readonly string[]): string[] {
	const first = new Set(
		keys.filter((key) => key.includes(' ') && key.length === 3).map((key) => key[0]!),
	);

	return keys.filter(
		(key, i) => keys.indexOf(key) !== i || (key.length === 1 && first.has(key)),
	);
}

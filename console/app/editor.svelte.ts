// SPDX-License-Identifier: Apache-2.0
/* One flow that is edited: its file, what was before (undo), what the check says of it, and what it
 * would do with a sample.  What is not saved yet survives a closed tab. */
import { type Json, get, post } from './api';
import { type Path, at_of, text_of } from './flowfile';
import { sentence_of } from './undo.svelte';

const CHECK_MS = 400;
const UNDO_MAX = 200;

export interface Problem {
	at: string;
	why: string;
}

/* Is this place inside of that one?  do[1].set is inside of do[1]. */
export const is_under = (at: string, of: string) =>
	at.startsWith(`${of}.`) || at.startsWith(`${of}[`);

export const EMPTY: Json = { flow: 'new', title: '', on: { manual: 'contact' }, do: [] };

export class Editor {
	/* What is edited: the file, and as text while that is what one edits. */
	file = $state.raw<Json>(EMPTY);
	text = $state('');
	as_text = $state(false);
	text_wrong = $state('');
	kept = $state.raw<string>('');
	before = $state.raw<Json[]>([]);
	after = $state.raw<Json[]>([]);
	check = $state.raw<Json>({});
	tried = $state.raw<Json>();
	try_wrong = $state.raw<unknown>();
	trying = $state(false);
	sample = $state(0);
	#timer = 0;
	#asks = 0;
	readonly #draft: string;

	constructor(readonly slug: string) {
		this.#draft = `groundlevel.draft.flow.${slug}`;
	}

	get changed(): boolean {
		return (this.as_text ? this.text : text_of(this.file)) !== this.kept;
	}

	/* What the file says: a draft of it that was not saved, else as it is kept. */
	open(file: Json): void {
		const draft = localStorage.getItem(this.#draft);

		this.kept = text_of(file);
		this.file = draft ? JSON.parse(draft) : file;
		this.look();
	}

	set(file: Json): void {
		this.before = [...this.before.slice(-UNDO_MAX), this.file];
		this.after = [];
		this.#show(file);
	}

	#show(file: Json): void {
		this.file = file;
		if (text_of(file) === this.kept) localStorage.removeItem(this.#draft);
		else localStorage.setItem(this.#draft, JSON.stringify(file));
		this.look();
	}

	undo(): boolean {
		const last = this.before.at(-1);

		if (!last) return false;
		this.after = [...this.after, this.file];
		this.before = this.before.slice(0, -1);
		this.#show(last);
		return true;
	}

	redo(): boolean {
		const next = this.after.at(-1);

		if (!next) return false;
		this.before = [...this.before, this.file];
		this.after = this.after.slice(0, -1);
		this.#show(next);
		return true;
	}

	forget(): void {
		localStorage.removeItem(this.#draft);
	}

	/* --- as text --- */

	text_open(): void {
		this.text = text_of(this.file);
		this.text_wrong = '';
		this.as_text = true;
	}

	text_typed(text: string): void {
		this.text = text;
		try {
			const file = JSON.parse(text);
			this.text_wrong = '';
			this.set(file);
		} catch (error) {
			this.text_wrong = String((error as Error).message);
		}
	}

	text_close(): void {
		this.as_text = false;
		this.text_wrong = '';
	}

	#body(): Json {
		return { file: JSON.stringify(this.file) };
	}

	/* --- what the server says of it --- */

	look(): void {
		clearTimeout(this.#timer);
		this.#timer = window.setTimeout(() => void this.#look(), CHECK_MS);
	}

	async #look(): Promise<void> {
		const mine = ++this.#asks;

		try {
			const reply = await post('/flows/check', this.#body());
			if (mine !== this.#asks) return;
			this.check = reply;
			if (this.tried && reply['ok']) await this.try_again();
		} catch (error) {
			if (mine !== this.#asks) return;
			this.check = { problems: [{ at: '', why: sentence_of(error) }] };
		}
	}

	problems(path?: Path): Problem[] {
		const all = (this.check['problems'] ?? []) as Problem[];
		const at = path && at_of(path);

		if (at === undefined) return all;
		return all.filter((one) => one.at === at || is_under(one.at, at));
	}

	/* --- with a sample --- */

	async #try(body: Json): Promise<Json | undefined> {
		this.trying = true;
		try {
			return await post('/flows/try', { ...this.#body(), ...body });
		} catch (error) {
			this.try_wrong = error;
			return undefined;
		} finally {
			this.trying = false;
		}
	}

	/* With the first things that start it, or with one that was typed. */
	async try_now(item?: Json): Promise<void> {
		this.try_wrong = undefined;
		const reply = await this.#try(item ? { item } : { items: 5 });
		if (!reply) return;
		this.tried = reply;
		this.sample = 0;
	}

	/* The same thing once more, with the file as it is now. */
	async try_again(): Promise<void> {
		const item = this.tried?.['items']?.[this.sample]?.data;

		if (!item) return;
		const mine = this.sample;
		const reply = await this.#try({ item });
		if (!reply || mine !== this.sample) return;
		const items = [...this.tried!['items']];
		items[mine] = reply['items'][0];
		this.tried = { ...reply, items };
	}

	get item(): Json | undefined {
		return this.tried?.['items']?.[this.sample];
	}

	/* What the step there would do with the sample: the last that it asks. */
	step_tried(path: Path): Json | undefined {
		const at = at_of(path);

		const steps = (this.item?.['steps'] ?? []) as Json[];

		return steps.filter((one) => one['at'] === at).at(-1);
	}
}

/* --- words that flows know --- */

let words: Promise<Json> | undefined;
export function words_known(): Promise<Json> {
	words ??= get('/flows/words');
	words.catch(() => (words = undefined));
	return words;
}

const one = new Map<string, Promise<Json>>();
export function word_known(word: string, verb: string): Promise<Json> {
	const key = `${word} ${verb}`;
	const found = one.get(key) ?? get(`/flows/words/${encodeURIComponent(word)}?verb=${verb}`);

	one.set(key, found);
	found.catch(() => one.delete(key));
	return found;
}

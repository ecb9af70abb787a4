// SPDX-License-Identifier: Apache-2.0
/* Conversations, the newest message first, and the messages of one of them: read page by page
 * behind the last one's own place, and again when something is heard. */
import { type Json, Refused, asked, get, post } from './api';
import { session } from './session.svelte';

export interface Talk {
	id: string;
	contactId: string;
	fullName: string;
	email: string | null;
	phone: string | null;
	lastMessageType: string;
	lastMessageBody: string;
	lastMessageDirection: string | null;
	lastMessageDate: number;
	starred: boolean;
	unreadCount: number;
	sort: number[];
}

export interface Message {
	id: string;
	messageType: string;
	direction: 'inbound' | 'outbound';
	status: string;
	body?: string;
	attachments: string[];
	dateAdded: string;
	scheduledAt?: string;
	meta?: Json;
	error?: { message: string };
	from?: string;
	to?: string;
}

export const SHOWS = ['all', 'unread', 'starred'] as const;
export type Shows = (typeof SHOWS)[number];

export interface Wanted {
	text: string;
	status: Shows;
}

const PART = 20;
const PART_MAX = 100;

function refused_of(error: unknown): Refused {
	if (error instanceof Refused) return error;
	throw error;
}

export class Talks {
	list = $state.raw<Talk[]>([]);
	total = $state(0);
	known = $state(false);
	asking = $state(false);
	refused = $state.raw<Refused>();
	wanted: Wanted = { text: '', status: 'all' };
	#turn = 0;

	async begin(wanted: Wanted): Promise<void> {
		this.wanted = wanted;
		this.list = [];
		this.known = false;
		await this.again();
	}

	/* All that is shown, once more: what lies behind a hundred stays as it is. */
	async again(): Promise<void> {
		const limit = Math.min(PART_MAX, Math.max(PART, this.list.length));

		await this.#read({ limit }, (fresh) => {
			const ids = new Set(fresh.map(({ id }) => id));
			const rest = fresh.length === limit ? this.list.slice(limit) : [];
			this.list = [...fresh, ...rest.filter(({ id }) => !ids.has(id))];
		});
	}

	async more(): Promise<void> {
		const last = this.list.at(-1);

		if (!last || this.asking || this.list.length >= this.total) return;
		const place = { startAfterDate: last.sort[0]!, startAfterId: last.id, limit: PART };
		await this.#read(place, (fresh) => {
			const ids = new Set(this.list.map(({ id }) => id));
			this.list = [...this.list, ...fresh.filter(({ id }) => !ids.has(id))];
		});
	}

	async #read(how: Record<string, number | string>, take: (fresh: Talk[]) => void) {
		const turn = ++this.#turn;

		this.asking = true;
		try {
			const reply = await get(
				asked('/conversations/search', {
					locationId: session()?.location.id,
					query: this.wanted.text,
					status: this.wanted.status,
					...how,
				}),
			);
			if (turn !== this.#turn) return;
			take(reply['conversations']);
			this.total = reply['total'];
			this.refused = undefined;
			this.known = true;
		} catch (error) {
			if (turn === this.#turn) this.refused = refused_of(error);
		}
		if (turn === this.#turn) this.asking = false;
	}

	change(id: string, change: Partial<Talk>): void {
		this.list = this.list.map((one) => (one.id === id ? { ...one, ...change } : one));
	}
}

const older = (a: Message, b: Message) =>
	a.dateAdded.localeCompare(b.dateAdded) || a.id.localeCompare(b.id);

export class Thread {
	messages = $state.raw<Message[]>([]);
	whole = $state(true);
	known = $state(false);
	refused = $state.raw<Refused>();

	constructor(readonly id: string) {}

	/* The newest, once more; what was read before them stays. */
	async again(): Promise<void> {
		const limit = Math.min(PART_MAX, Math.max(PART, this.messages.length));

		await this.#read({ limit }, (fresh, whole) => {
			const first = fresh.at(-1);
			const kept = whole || !first ? [] : this.messages;
			const rest = kept.filter((one) => older(one, first!) < 0);
			this.whole = whole || (rest.length > 0 && this.whole);
			this.messages = [...rest, ...[...fresh].reverse()];
		});
	}

	async more(): Promise<void> {
		const first = this.messages[0];

		if (!first || this.whole) return;
		await this.#read({ limit: PART, lastMessageId: first.id }, (fresh, whole) => {
			this.whole = whole;
			this.messages = [...[...fresh].reverse(), ...this.messages];
		});
	}

	async #read(how: Json, take: (fresh: Message[], whole: boolean) => void): Promise<void> {
		try {
			const path = `/conversations/${encodeURIComponent(this.id)}/messages`;
			const reply = await get(asked(path, how));
			take(reply['messages'].messages, !reply['messages'].nextPage);
			this.refused = undefined;
			this.known = true;
		} catch (error) {
			this.refused = refused_of(error);
		}
	}
}

/* The conversation with somebody: the one that there is, else a new one. */
export async function talk_with(contact: string): Promise<string> {
	const locationId = session()?.location.id;
	const found = await get(
		asked('/conversations/search', { locationId, contactId: contact, limit: 1 }),
	);
	const there = found['conversations'][0];

	if (there) return there.id;
	const made = await post('/conversations/', { locationId, contactId: contact });
	return made['conversation'].id;
}

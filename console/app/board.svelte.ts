// SPDX-License-Identifier: Apache-2.0
/* The opportunities of a pipeline, a column for each stage: read page by page behind the last one's
 * own place, moved at once and taken back when the server refuses. */
import { type Json, Refused, post, put } from './api';
import { STATUS_TITLES, type Status, type Wanted, deals_search } from './deals';
import { session } from './session.svelte';
import { did, failed } from './undo.svelte';
import { t } from './words.svelte';

export interface Card {
	id: string;
	name: string;
	monetaryValue: number | null;
	pipelineId: string;
	pipelineStageId: string;
	status: string;
	assignedTo: string | null;
	lostReasonId: string | null;
	contactId: string;
	createdAt: string;
	lastStageChangeAt: string;
	contact: { name: string | null; email: string | null; phone: string | null };
	sort: unknown[];
}

export interface Stage {
	id: string;
	name: string;
	color?: string;
}

const PART = 20;
const PART_MAX = 500;
const CALM_MS = 250;

/* The newest first, as the server has them. */
const before = (a: Card, b: Card) =>
	b.createdAt.localeCompare(a.createdAt) || b.id.localeCompare(a.id);

export class Column {
	cards = $state.raw<Card[]>([]);
	total = $state(0);
	worth = $state<number | null>(0);
	known = $state(false);
	asking = $state(false);
	refused = $state.raw<Refused>();
	#turn = 0;

	constructor(
		readonly stage: Stage,
		readonly board: Board,
	) {}

	get whole(): boolean {
		return this.cards.length >= this.total;
	}

	/* All that is shown, once more. */
	async again(): Promise<void> {
		const limit = Math.min(PART_MAX, Math.max(PART, this.cards.length));

		await this.#read({ limit, sums: true }, (reply) => {
			this.cards = this.board.settled(reply['opportunities'], this.stage.id);
			this.worth = reply['aggregations']['monetaryValue'];
		});
	}

	async more(): Promise<void> {
		const last = this.cards.at(-1);

		if (this.asking || this.whole || !last) return;
		await this.#read({ limit: PART, searchAfter: last.sort }, (reply) => {
			const known = new Set(this.cards.map(({ id }) => id));
			const fresh = this.board.settled(reply['opportunities'], this.stage.id);
			this.cards = [...this.cards, ...fresh.filter(({ id }) => !known.has(id))];
		});
	}

	async #read(how: Json, take: (reply: Json) => void): Promise<void> {
		const turn = ++this.#turn;

		this.asking = true;
		try {
			const reply = await post('/opportunities/search', {
				locationId: session()?.location.id,
				...deals_search(this.board.wanted, this.stage.id),
				...how,
			});
			if (turn !== this.#turn) return;
			take(reply);
			this.total = reply['total'];
			this.refused = undefined;
			this.known = true;
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			if (turn === this.#turn) this.refused = error;
		}
		if (turn === this.#turn) this.asking = false;
	}

	put(card: Card, by: 1 | -1): void {
		const others = this.cards.filter(({ id }) => id !== card.id);

		this.cards = by > 0 ? [...others, card].sort(before) : others;
		this.total = Math.max(0, this.total + by);
		if (this.worth !== null) this.worth += by * (card.monetaryValue ?? 0);
	}
}

export class Board {
	columns = $state.raw<Column[]>([]);
	wanted: Wanted = { pipeline: '', text: '', status: 'open', owner: '' };
	/* Where those stand that the server has not said yet. */
	#moving = new Map<string, string>();
	#stale = new Set<string>();
	#timer = 0;

	async begin(stages: Stage[], wanted: Wanted): Promise<void> {
		this.wanted = wanted;
		this.columns = stages.map((stage) => new Column(stage, this));
		await Promise.all(this.columns.map((column) => column.again()));
	}

	find(id: string): Card | undefined {
		for (const { cards } of this.columns)
			for (const card of cards) if (card.id === id) return card;
		return undefined;
	}

	column(stage: string): Column | undefined {
		return this.columns.find((one) => one.stage.id === stage);
	}

	total(): number {
		return this.columns.reduce((sum, { total }) => sum + total, 0);
	}

	settled(cards: Card[], stage: string): Card[] {
		return cards.filter(({ id }) => (this.#moving.get(id) ?? stage) === stage);
	}

	async again(stages: string[]): Promise<void> {
		const those = this.columns.filter(({ stage }) => stages.includes(stage.id));

		await Promise.all(those.map((column) => column.again()));
	}

	/* Something changed elsewhere: where the card is, and where it goes. */
	heard(payload: Json): void {
		const here = this.find(String(payload['id']))?.pipelineStageId;

		for (const stage of [here, payload['pipelineStageId']])
			if (stage) this.#stale.add(stage);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			const stages = [...this.#stale];
			this.#stale.clear();
			void this.again(stages);
		}, CALM_MS) as unknown as number;
	}

	/* Shown at once; the server is asked, and what it refuses goes back. */
	async move(card: Card, to: string): Promise<void> {
		const from = card.pipelineStageId;

		if (from === to) return;
		if (!(await this.#carry(card, to))) return;
		did(t('deal.moved', { name: card.name, stage: this.#name(to) }), async () => {
			const now = this.find(card.id) ?? { ...card, pipelineStageId: to };
			await this.#carry(now, from, true);
		});
	}

	#name(stage: string): string {
		return this.column(stage)?.stage.name ?? '';
	}

	#show(card: Card, to: string): Card {
		const moved = {
			...card,
			pipelineStageId: to,
			lastStageChangeAt: new Date().toISOString(),
		};

		this.column(card.pipelineStageId)?.put(card, -1);
		this.column(to)?.put(moved, 1);
		return moved;
	}

	async #carry(card: Card, to: string, throws = false): Promise<boolean> {
		const stages = [card.pipelineStageId, to];
		let refused: unknown;

		this.#moving.set(card.id, to);
		const moved = this.#show(card, to);
		try {
			await put(`/opportunities/${card.id}`, { pipelineStageId: to });
		} catch (error) {
			this.#show(moved, card.pipelineStageId);
			if (!throws) failed(error);
			refused = error;
		}
		if (this.#moving.get(card.id) === to) this.#moving.delete(card.id);
		void this.again(stages);
		if (refused && throws) throw refused;
		return !refused;
	}

	async status(card: Card, status: string, reason = ''): Promise<void> {
		const { status: was, lostReasonId } = card;
		const send = async (to: string, why: string) => {
			await put(`/opportunities/${card.id}/status`, {
				status: to,
				...(why ? { lostReasonId: why } : {}),
			});
			await this.again([card.pipelineStageId]);
		};

		const title = t(STATUS_TITLES[status as Status]);

		await send(status, reason);
		did(t('deal.became', { name: card.name, status: title }), () =>
			send(was, was === 'lost' ? (lostReasonId ?? '') : ''),
		);
	}
}

// SPDX-License-Identifier: Apache-2.0
/* What was just done, said in a bar at the bottom for ten seconds, and how it is undone. */
import { Refused } from './api';
import { t } from './words.svelte';

export interface Notice {
	id: number;
	text: string;
	bad: boolean;
	trace: string;
	undo: (() => Promise<unknown>) | undefined;
}

const SHOWN_MS = 10_000;
const state = $state<{ notices: Notice[] }>({ notices: [] });
let last = 0;

export function notices(): Notice[] {
	return state.notices;
}

export function notice_close(id: number): void {
	state.notices = state.notices.filter((one) => one.id !== id);
}

function show(notice: Omit<Notice, 'id'>): void {
	const id = ++last;

	state.notices = [...state.notices.slice(-1), { id, ...notice }];
	setTimeout(() => notice_close(id), SHOWN_MS);
}

/* It is done; `undo` takes it back. */
export function did(text: string, undo?: () => Promise<unknown>): void {
	show({ text, bad: false, trace: '', undo });
}

export function sentence_of(error: unknown): string {
	if (error instanceof Refused)
		return error.status === 0 ? t('error.away') : error.sentences.join(' ');
	return String(error);
}

export function failed(error: unknown): void {
	const trace = error instanceof Refused ? error.trace : '';

	show({
		text: `${sentence_of(error)} ${t('error.unchanged')}`,
		bad: true,
		trace,
		undo: undefined,
	});
}

export async function undo_notice(notice: Notice): Promise<void> {
	notice_close(notice.id);
	try {
		await notice.undo?.();
		show({ text: t('undo.done'), bad: false, trace: '', undo: undefined });
	} catch (error) {
		failed(error);
	}
}

/* Ctrl Z: the newest that can be undone. */
export function undo_last(): boolean {
	const notice = [...state.notices].reverse().find((one) => one.undo);

	if (notice) void undo_notice(notice);
	return !!notice;
}

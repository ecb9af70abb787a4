// SPDX-License-Identifier: Apache-2.0
/* What the rows call `proved` wants the password once more: one dialog for all that wait for it,
 * and then each is asked again. */
import { ask_prover } from './api';

let waiting = $state.raw<{ answer: Promise<boolean>; settle: (given: boolean) => void }>();

function prove(): Promise<boolean> {
	if (!waiting) {
		let settle = (_given: boolean) => {};
		const answer = new Promise<boolean>((go) => (settle = go));
		waiting = { answer, settle };
	}
	return waiting.answer;
}

/* Is a password waited for? */
export function proving(): boolean {
	return !!waiting;
}

export function proved(given: boolean): void {
	waiting?.settle(given);
	waiting = undefined;
}

export function prove_watch(): void {
	ask_prover(prove);
}

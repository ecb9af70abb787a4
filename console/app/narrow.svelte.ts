// SPDX-License-Identifier: Apache-2.0
/* Is this a phone, or a window as narrow as one? */
import { MediaQuery } from 'svelte/reactivity';

const query = new MediaQuery('max-width: 760px');

export function narrow(): boolean {
	return query.current;
}

// SPDX-License-Identifier: Apache-2.0
/* Light or dark: as the system says, or as was chosen. */
export type Look = 'system' | 'light' | 'dark';
export const LOOKS: Look[] = ['system', 'light', 'dark'];

const KEPT = 'groundlevel.look';
const state = $state<{ look: Look }>({ look: 'system' });

export function look(): Look {
	return state.look;
}

export function look_choose(wanted: Look): void {
	state.look = wanted;
	if (wanted === 'system') localStorage.removeItem(KEPT);
	else localStorage.setItem(KEPT, wanted);
	document.documentElement.dataset['look'] = wanted;
}

export function look_first(): void {
	const kept = localStorage.getItem(KEPT);

	look_choose(LOOKS.find((one) => one === kept) ?? 'system');
}

export function look_other(): void {
	const dark =
		state.look === 'dark' ||
		(state.look === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);

	look_choose(dark ? 'light' : 'dark');
}

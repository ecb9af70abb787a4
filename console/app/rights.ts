// SPDX-License-Identifier: Apache-2.0
/* What a token may do, as people read it: of each subject nothing, see, or change.  Pure. */
export const DEGREES = ['', 'see', 'change'] as const;
export type Degree = (typeof DEGREES)[number];

export interface Subject {
	name: string;
	degrees: Degree[] /* that there are for it, rising */;
}

const SEES = '.readonly';
const parts = (scope: string) => scope.split('.');

/* The subjects of these scopes, by name. */
export function subjects_of(scopes: string[]): Subject[] {
	const found = new Map<string, Set<Degree>>();

	for (const scope of scopes) {
		if (scope === '*') continue;
		const name = parts(scope)[0]!;
		const degrees = found.get(name) ?? new Set<Degree>(['']);
		degrees.add(scope.endsWith(SEES) ? 'see' : 'change');
		found.set(name, degrees);
	}
	return [...found]
		.map(([name, degrees]) => ({
			name,
			degrees: DEGREES.filter((one) => degrees.has(one)),
		}))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/* Who may change a thing sees it, too. */
export function scopes_for(scopes: string[], chosen: Record<string, Degree>): string[] {
	return scopes.filter((scope) => {
		const degree = chosen[parts(scope)[0]!] ?? '';
		return degree === 'change' || (degree === 'see' && scope.endsWith(SEES));
	});
}

/* How it is said in one word: all, only seeing, or of some subjects. */
export function rights_told(scopes: string[], all: string[]): 'all' | 'see' | 'some' {
	const set = new Set(scopes);
	const sees = all.filter((scope) => scope.endsWith(SEES));

	if (set.has('*') || all.every((scope) => set.has(scope))) return 'all';
	return sees.every((scope) => set.has(scope)) && set.size === sees.length ? 'see' : 'some';
}

// SPDX-License-Identifier: Apache-2.0
/* How long a token lasts, or goes on beside the one that follows it: choices in days.  Pure. */
export const LASTS = [0, 30, 90, 365] as const; /* 0: without an end */
export const OVERLAPS = [0, 1, 7, 30] as const; /* 0: it ends at once */
const DAY_MS = 86400000;

export function ends_of(days: number, now = Date.now()): string | undefined {
	return days ? new Date(now + days * DAY_MS).toISOString() : undefined;
}

export interface Ending {
	expiresAt?: string;
	revokedAt?: string;
}

export type Standing = 'good' | 'soon' | 'ended' | 'revoked';

const SOON_MS = 14 * DAY_MS;

export function standing_of(token: Ending, now = Date.now()): Standing {
	const ends = token.expiresAt ? Date.parse(token.expiresAt) : Infinity;

	if (token.revokedAt) return 'revoked';
	if (ends <= now) return 'ended';
	return ends - now < SOON_MS ? 'soon' : 'good';
}

// SPDX-License-Identifier: Apache-2.0
/* The roles of people who sign in, the highest first.  Pure. */
export const ROLES = ['owner', 'admin', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const role_word = (role: Role): `role.${Role}` => `role.${role}`;

/* Those that somebody with this role may give: his own and lower ones. */
export function roles_for(own: string): Role[] {
	const at = ROLES.indexOf(own as Role);

	return at < 0 ? [] : ROLES.slice(at);
}

// SPDX-License-Identifier: Apache-2.0
/* What tokens and the audit are told with, without a browser: rights, ends, words. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const ROWS = join(new URL('.', import.meta.url).pathname, '../../catalogue');

export function keyUnits(test, app, file) {
	test('what the audit tells of has words, and only that', () => {
		const told = new Set([
			'sign-in',
		]); /* no operation of its own: it is told where it succeeds */

		for (const name of readdirSync(ROWS))
			if (name.endsWith('.api'))
				for (const [, op, words] of file(
					`catalogue/${name}`,
				).matchAll(/^op (\S+) (.*\n(?:[ \t].*\n|#.*\n)*)/gm))
					if (/^\s+audited\s*$/m.test(words)) told.add(op);
		const keys = Object.keys(JSON.parse(file('console/words/en.json')));
		const own = ['title', 'about', 'empty', 'more', 'from'];
		for (const op of told) assert.ok(keys.includes(`audit.${op}`), op);
		for (const key of keys.filter((one) => one.startsWith('audit.')))
			if (!key.startsWith('audit.actor.') && !own.includes(key.slice(6)))
				assert.ok(told.has(key.slice(6)), key);
	});

	test('every subject that a token may have rights to has words, and only those', () => {
		const subjects = new Set();

		for (const name of readdirSync(ROWS))
			for (const [, scopes] of file(`catalogue/${name}`).matchAll(
				/^ {2}scope +(\S.*)$/gm,
			))
				for (const scope of scopes.split(/\s+/))
					if (/\.(readonly|write|create)$/.test(scope))
						subjects.add(scope.split('.')[0]);
		const keys = Object.keys(JSON.parse(file('console/words/de.json')));
		const words = keys
			.filter((one) => one.startsWith('subject.'))
			.map((one) => one.slice(8));
		assert.deepEqual(words.sort(), [...subjects].sort());
	});

	test('rights are read as nothing, see and change, and written back', () => {
		const all = [
			'contacts.readonly',
			'contacts.write',
			'audit.readonly',
			'pipelines.create',
			'*',
		];

		assert.deepEqual(app.subjects_of(all), [
			{ name: 'audit', degrees: ['', 'see'] },
			{ name: 'contacts', degrees: ['', 'see', 'change'] },
			{ name: 'pipelines', degrees: ['', 'change'] },
		]);
		assert.deepEqual(app.scopes_for(all, { contacts: 'see', audit: '' }), [
			'contacts.readonly',
		]);
		assert.deepEqual(app.scopes_for(all, { contacts: 'change' }), [
			'contacts.readonly',
			'contacts.write',
		]);
		assert.deepEqual(app.scopes_for(all, {}), []);
		assert.equal(app.rights_told(['*'], all), 'all');
		assert.equal(
			app.rights_told(['contacts.readonly', 'audit.readonly'], all),
			'see',
		);
		assert.equal(app.rights_told(['contacts.readonly'], all), 'some');
		assert.equal(
			app.rights_told(
				['contacts.readonly', 'audit.readonly', 'contacts.write'],
				all,
			),
			'some',
		);
	});

	test('a token stands as its end says', () => {
		const now = Date.parse('2026-11-30T12:00:00Z');
		const of = (expiresAt, revokedAt) =>
			app.standing_of({ expiresAt, revokedAt }, now);

		assert.equal(of(undefined), 'good');
		assert.equal(of('2027-11-30T12:00:00Z'), 'good');
		assert.equal(of('2026-12-10T12:00:00Z'), 'soon');
		assert.equal(of('2026-11-30T12:00:00Z'), 'ended');
		assert.equal(of('2027-11-30T12:00:00Z', '2026-11-30T11:00:00Z'), 'revoked');
		assert.equal(app.ends_of(30, now), '2026-12-30T12:00:00.000Z');
		assert.equal(app.ends_of(0, now), undefined);
		assert.deepEqual(app.roles_for('admin'), ['admin', 'editor', 'viewer']);
		assert.deepEqual(app.roles_for(''), []);
	});

	test('a column may become what the server reads, and nothing else', () => {
		const table = file('integration/transfers/targets.c').split(
			'} targets[] = {',
		)[1];
		const names = [
			...table.split('};')[0].matchAll(/\{ "(\w+)", TARGET_/g),
		].map((found) => found[1]);

		assert.deepEqual([...app.TARGETS], names);
		assert.deepEqual(app.mapping_of({ A: 'email', B: '', C: 'tags' }), {
			A: 'email',
			C: 'tags',
		});
		assert.equal(app.twice_of({ A: 'email', B: 'email' }), 'email');
		assert.equal(
			app.twice_of({ A: 'tags', B: 'tags', C: '', D: '' }),
			undefined,
		);
		assert.equal(app.busy({ state: 'running' }), true);
		assert.equal(app.busy({ state: 'done' }), false);
	});
}

// SPDX-License-Identifier: Apache-2.0
/* What the pages are made of, without a browser: colours, words, addresses, filters, keys … */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../../console/node_modules/esbuild/lib/main.js';
import { wrongs } from '../../console/tools/words.mjs';
import { keyUnits } from './units-keys.mjs';
import { objectUnits } from './units-objects.mjs';
import { workUnits } from './units.mjs';

const HERE = new URL('.', import.meta.url).pathname;
const CONSOLE = join(HERE, '../../console');
const file = (path) => readFileSync(join(HERE, '../..', path), 'utf8');

const RUNES = `globalThis.$state = Object.assign((x) => x, { raw: (x) => x });
globalThis.navigator ??= { languages: [] };`;

/* The modules as they are, with runes that do nothing. */
async function modules(names) {
	const folder = mkdtempSync(join(tmpdir(), 'console-unit-'));
	const entry = join(folder, 'all.ts');
	const out = join(folder, 'all.mjs');

	writeFileSync(
		entry,
		names.map((name) => `export * from '${join(CONSOLE, 'app', name)}';`).join('\n'),
	);
	await build({
		entryPoints: [entry],
		outfile: out,
		bundle: true,
		format: 'esm',
		platform: 'node',
		logLevel: 'error',
		external: ['svelte/*'],
		banner: {
			js: RUNES,
		},
	});
	const all = await import(pathToFileURL(out).href);
	rmSync(folder, { recursive: true });
	return all;
}

const app = await modules([
	'router',
	'filters',
	'deals',
	'mail',
	'said',
	'keys',
	'kinds',
	'weeks',
	'format',
	'connect',
	'flowfile',
	'rights',
	'lasts',
	'roles',
	'transfers',
	'objects',
	'paste',
]);
const tests = [];
const test = (name, run) => tests.push({ name, run });

workUnits(test, app);
keyUnits(test, app, file);
objectUnits(test, app, file);

/* --- colours --- */

function tokens() {
	const found = [
		...file('console/style/tokens.css').matchAll(
			/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g,
		),
	];

	return Object.fromEntries(found.map(([, name, light, dark]) => [name, { light, dark }]));
}

function luminance(colour) {
	const parts = [1, 3, 5]
		.map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
		.map((part) =>
			part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
		);

	return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
}

function contrast(a, b) {
	const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);

	return (high + 0.05) / (low + 0.05);
}

const GROUNDS = ['ground', 'panel', 'sunk'];
const ON = [
	...['ink', 'soft', 'faint'].flatMap((text) =>
		GROUNDS.map((ground) => [text, ground, 4.5]),
	),
	...['edge'].flatMap((line) => ['ground', 'panel'].map((ground) => [line, ground, 3])),
	...['good', 'warn', 'bad', 'info'].flatMap((state) => [
		[state, `${state}-soft`, 4.5],
		[state, 'panel', 4.5],
	]),
	['brand-ink', 'brand', 4.5],
	['brand-text', 'brand-soft', 4.5],
	['brand-text', 'panel', 4.5],
	['brand-text', 'ground', 4.5],
	['brand', 'panel', 3],
	['brand', 'ground', 3],
	['soft', 'brand-soft', 4.5],
	['panel', 'ink', 4.5],
];

test('every colour can be read on what it stands on', () => {
	const all = tokens();

	for (const [text, ground, least] of ON)
		for (const look of ['light', 'dark']) {
			const ratio = contrast(all[text][look], all[ground][look]);
			assert.ok(
				ratio >= least,
				`${text} on ${ground}, ${look}: ${ratio.toFixed(2)}`,
			);
		}
});

/* --- words --- */

test('words that are missing, unused or have other places are found', () => {
	const source = "t('a.b') t('a.c') n('a.n', 1)";
	const en = { 'a.b': 'x {name}', 'a.n.one': '1', 'a.n.other': 'n', 'a.unused': 'z' };
	const found = wrongs(
		{ en, de: { 'a.b': 'x {other}', 'a.n.one': '1', 'a.new': 'q', 'a.unused': 'z' } },
		source,
	);

	assert.deepEqual(found.sort(), [
		'de: a.b has other places',
		'de: a.new is in no other language',
		'de: no words for a.n.other',
		'en: no words for a.c',
		'nobody says a.unused',
	]);
});

test('no language leaves the words of another where it says more than a name', () => {
	const [en, de] = ['en', 'de'].map((language) =>
		JSON.parse(file(`console/words/${language}.json`)),
	);
	const same = Object.keys(en).filter(
		(key) => en[key] === de[key] && en[key].split(' ').length > 2,
	);

	assert.deepEqual(same, []);
});

test('the words of fields name fields that the rows of contacts have', () => {
	const row = file('catalogue/contacts.api');
	const words = Object.keys(JSON.parse(file('console/words/en.json'))).filter((key) =>
		key.startsWith('field.'),
	);

	for (const key of words)
		assert.match(row, new RegExp(`^  ${key.slice('field.'.length)} +\\S`, 'm'), key);
});

/* --- addresses, filters, keys, kinds, weeks --- */

test('the address of every page leads to it', () => {
	for (const [page, pattern] of Object.entries(app.PAGES)) {
		const id = pattern.includes(':id') ? 'a b/ü?#%' : '';
		const [path, search = ''] = app.href(page, id, { q: 'x & y' }).split('?');
		const place = app.place_of(path, `?${search}`);
		assert.deepEqual(
			[place.page, place.id, place.query.get('q')],
			[page, id, 'x & y'],
			pattern,
		);
	}
	assert.equal(app.place_of('/console/flows/runs/7').page, 'run');
	assert.equal(app.place_of('/console/').page, 'home');
	for (const path of [
		'/consoles',
		'/console/nothing',
		'/console/people/a/b',
		'/console/people/%E0%A4%A',
	])
		assert.equal(app.place_of(path).page, 'nowhere', path);
});

test('filters survive being an address, and are asked as the search takes them', () => {
	const names = Object.keys(app.FILTERS);
	const sorts = Object.keys(app.SORTS);

	for (let i = 0; i < 500; i++) {
		const filters = names
			.filter((_, at) => (i >> at % 9) & 1)
			.map((name) => ({ name, value: `v ${i} & ${name}=` }));
		const wanted = {
			text: i % 3 ? `t${i}` : '',
			sort: sorts[i % sorts.length],
			filters,
		};
		assert.deepEqual(
			app.wanted_of(new URLSearchParams(app.words_of(wanted))),
			wanted,
		);
	}
	assert.deepEqual(
		app.search_of({
			text: '',
			sort: 'newest',
			filters: [{ name: 'after', value: '2026-01-01' }],
		}),
		{
			filters: [
				{
					field: 'dateAdded',
					operator: 'range',
					value: { gte: '2026-01-01' },
				},
			],
			sort: [{ field: 'dateAdded', direction: 'desc' }],
		},
	);
	const where = [{ field: 'type', operator: 'not_exists' }];
	const counted = { text: '', sort: 'newest', filters: [], where };
	assert.deepEqual(app.wanted_of(new URLSearchParams(app.words_of(counted))), counted);
	assert.deepEqual(app.search_of(counted).filters, where);
	assert.equal(app.wanted_of(new URLSearchParams('where={nonsense')).where, undefined);
	assert.deepEqual(app.wanted_of(new URLSearchParams('tag=&nothing=x&sort=wrong')), {
		text: '',
		sort: 'newest',
		filters: [],
	});
});

test('keys have names, and what is typed into a field is not one', () => {
	const press = (key, more = {}) =>
		app.key_name({
			key,
			ctrlKey: false,
			metaKey: false,
			altKey: false,
			shiftKey: false,
			...more,
		});

	assert.equal(press('g'), 'g');
	assert.equal(press('?', { shiftKey: true }), '?');
	assert.equal(press('z', { ctrlKey: true }), 'Ctrl Z');
	assert.equal(press('z', { metaKey: true }), 'Ctrl Z');
	assert.equal(press('Enter', { shiftKey: true }), 'Shift Enter');
	assert.equal(press(' '), 'Space');
	assert.deepEqual(app.keys_clash(['g h', 'g p', 'x', 'g']), ['g']);
	assert.deepEqual(app.keys_clash(['x', 'y', 'x']), ['x']);
});

test('no key of a page and of the frame means two things', () => {
	const keys = (path) =>
		[...file(path).matchAll(/^\t+'?([^'\s:]+(?: [^'\s:]+)?)'?: \([^)]*\) =>/gm)].map(
			(found) => found[1],
		);
	const frame = keys('console/app/App.svelte');

	assert.ok(frame.includes('g p') && frame.includes('Ctrl Z'), frame.join());
	for (const page of ['people', 'person', 'calendars']) {
		const own = keys(`console/pages/${page}.svelte`);
		assert.ok(own.length, page);
		assert.deepEqual(app.keys_clash([...frame, ...own]), [], page);
	}
});

test('every kind of the rows has something to type it with', () => {
	const kinds = [
		...file('platform/catalogue/kinds.h').matchAll(
			/^\tX\((\w+), (?:TEXT|WHOLE|REAL|FLAG|INSTANT|JSON),/gm,
		),
	].map((found) => found[1]);

	assert.ok(kinds.length > 15, kinds.join());
	assert.deepEqual(Object.keys(app.KINDS).sort(), kinds.sort());
});

test('a value is the same after it was typed', () => {
	const values = [
		['text', 'x'],
		['number', 1.5],
		['whole', 0],
		['flag', false],
		['flag', true],
		['map', { a: [1] }],
		['any', ['b']],
	];

	for (const [kind, value] of values)
		assert.deepEqual(
			app.sent(kind, app.typed(kind, value)),
			value,
			`${kind} ${value}`,
		);
	assert.equal(app.typed('birthday', '1815-12-10T00:00:00.000Z'), '1815-12-10');
	assert.equal(app.sent('text', '  '), null);
	assert.equal(
		app.sent('number', 'seven'),
		'seven',
		'the server says what is wrong with it',
	);
	assert.throws(() => app.sent('map', '{'));
});

test('the address of a site is taken as people type it, and leads to its own consent page', () => {
	for (const [typed, address] of [
		['harbour.yoga', 'https://harbour.yoga'],
		[' https://harbour.yoga/ ', 'https://harbour.yoga'],
		['http://127.0.0.1:8080/shop', 'http://127.0.0.1:8080/shop'],
		['https://harbour.yoga/wp-admin/users.php', 'https://harbour.yoga'],
		['harbour.yoga/wp-login.php', 'https://harbour.yoga'],
		['', ''],
	])
		assert.equal(app.address_of(typed), address);
	const consent = new URL(app.consent_of('harbour.yoga', new Date('2026-11-30T11:12:13Z')));
	assert.equal(
		consent.origin + consent.pathname,
		'https://harbour.yoga/wp-admin/authorize-application.php',
	);
	assert.equal(consent.searchParams.get('app_name'), 'Groundlevel 2026-11-30 11:12');
	for (const typed of ['', 'https://', 'not an address'])
		assert.equal(app.consent_of(typed, new Date()), undefined, typed);
});

test('a connection gets a name that flows can say and that is free', () => {
	for (const [wanted, taken, name] of [
		['https://www.harbour.yoga', [], 'harbour-yoga'],
		['Größe & Ähnliches', [], 'gro-e-ahnliches'],
		['Harbour', ['harbour', 'harbour-2'], 'harbour-3'],
		['東京', [], 'site'],
	])
		assert.equal(app.name_free(wanted, taken, 'site'), name);
});

test('every kind of connection is asked for fields that its row has, and has all kinds', () => {
	const row = file('catalogue/connections.api');
	const kinds = row.match(/kind +text +required of (\S+)/)[1].split('|');

	assert.deepEqual(app.CONNECTING.map(({ kind }) => kind).sort(), kinds.sort());
	for (const name of Object.keys(app.FIELD_WORDS))
		assert.match(row, new RegExp(`^  ${name} `, 'm'), name);
	for (const one of app.CONNECTING)
		for (const name of [...one.fields, ...one.more])
			assert.ok(app.FIELD_WORDS[name], name);
});

/* --- flow files --- */

const recipes = () =>
	readdirSync(join(HERE, '../../recipes'))
		.filter((name) => name.endsWith('.flow'))
		.map((name) => [
			name.replace('.flow', ''),
			JSON.parse(file(`recipes/${name}`).replace(/^ *\/\/.*$/gm, '')),
		]);

/* Every value that a step of this file sets. */
function valuesSet(one) {
	return app
		.paths_of(one)
		.flatMap((path) => Object.values(app.value_at(one, path).set ?? {}));
}

test('what a flow file says is the same after it was shown and written', () => {
	let count = 0;

	for (const [name, one] of recipes())
		for (const value of valuesSet(one)) {
			const said = app.said_of(value);
			const again = app.value_of(said);
			count++;
			if (said.mode !== 'path') assert.deepEqual(again, value, name);
			else assert.equal(again.replace(/\s/g, ''), value.replace(/\s/g, ''), name);
		}
	assert.ok(count > 40, `${count} values`);
	assert.deepEqual(app.said_of('{{ email_norm(member.email) }}'), {
		mode: 'path',
		path: 'member.email',
		fn: 'email_norm',
	});
	assert.equal(app.said_of('{{ a.b || c }}').mode, 'expression');
	assert.equal(app.said_of('{{ nonsense(a.b) }}').mode, 'expression');
	assert.equal(app.said_of('Hello').mode, 'fixed');
	assert.throws(() => app.value_of({ mode: 'json', text: '{' }));
});

test('steps are put, moved and taken away without touching the file they were in', () => {
	for (const [name, one] of recipes()) {
		const before = JSON.stringify(one);
		const paths = app.paths_of(one);
		assert.ok(paths.length || one.sync, name); /* a sync has no steps */
		for (const path of paths) {
			const less = app.step_drop(one, path);
			assert.ok(app.paths_of(less).length < paths.length, name);
			const step = app.value_at(one, path);
			const back = app.step_put(less, path.slice(0, -1), path.at(-1), step);
			assert.equal(JSON.stringify(back), before, `${name} ${app.at_of(path)}`);
			const moved = app.step_move(one, path, 1);
			if (!moved) continue;
			const home = app.step_move(moved.file, moved.path, -1);
			assert.equal(JSON.stringify(home.file), before, name);
		}
		assert.equal(JSON.stringify(one), before, name);
	}
	assert.equal(app.at_of(['do', 1, 'then', 0, 'set', 'level']), 'do[1].then[0].set.level');
});

test('what would be sent for a field is found where it stands', () => {
	const bound = { fields: { hl: { level: 'f1' } } };
	const input = {
		email: 'a@x',
		customFields: [{ id: 'f1', field_value: 'gold' }],
		meta: { hl_id: 7 },
	};

	assert.equal(app.sent_for(input, 'email', bound), 'a@x');
	assert.equal(app.sent_for(input, 'customFields.level', bound), 'gold');
	assert.equal(app.sent_for(input, 'hl_id', bound), 7);
	assert.equal(app.sent_for(input, 'customFields.other', bound), undefined);
	assert.equal(app.sent_for(undefined, 'email', bound), undefined);
	assert.deepEqual(app.values_in({ a: { b: 1 }, 'c d': [2] }, 'x'), [
		['x.a.b', 1],
		['x."c d"', [2]],
	]);
});

test('the words of recipes name recipes, and what they want chosen', () => {
	const all = Object.fromEntries(recipes());
	const wanted = new Set(Object.values(all).flatMap(({ inputs }) => Object.keys(inputs)));

	for (const key of Object.keys(JSON.parse(file('console/words/en.json')))) {
		const [, recipe] = /^recipe\.([\w-]+)\.(?:title|about)$/.exec(key) ?? [];
		if (recipe) assert.ok(all[recipe], key);
		if (key.startsWith('input.')) assert.ok(wanted.has(key.slice(6)), key);
	}
	for (const name of wanted)
		assert.ok(`input.${name}` in JSON.parse(file('console/words/de.json')), name);
});

test('a week begins on Monday, whatever the clock does', () => {
	const day = (date) => date.toLocaleDateString('sv');

	assert.equal(day(app.week_begin('2026-11-29')), '2026-11-23');
	assert.equal(day(app.week_begin('2026-11-30')), '2026-11-30');
	assert.equal(day(app.week_begin('nonsense', new Date('2026-12-03T12:00'))), '2026-11-30');
	assert.deepEqual(app.days_of(app.week_begin('2026-03-29')).map(day), [
		'2026-03-23',
		'2026-03-24',
		'2026-03-25',
		'2026-03-26',
		'2026-03-27',
		'2026-03-28',
		'2026-03-29',
	]);
});

test('a person has the best name that is known, and its letters', () => {
	assert.equal(app.name_of({ firstName: 'Ada', lastName: null, email: 'a@x' }), 'Ada');
	assert.equal(app.name_of({ firstName: null, lastName: null, email: 'a@x' }), 'a@x');
	assert.equal(app.name_of({}), '');
	assert.equal(app.initials('Ada King Lovelace'), 'AL');
	assert.equal(app.initials(''), '');
	assert.equal(app.initials('东京'), '东');
});

let failures = 0;
for (const { name, run } of tests)
	try {
		await run();
		console.log(`passed  ${name}`);
	} catch (error) {
		failures++;
		console.log(`FAILED  ${name}\n${error.message}`);
	}
console.log(`${tests.length - failures} passed, ${failures} failed`);
process.exit(failures ? 1 : 0);

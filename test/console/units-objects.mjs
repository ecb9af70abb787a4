// SPDX-License-Identifier: Apache-2.0
/* What grids of records are made of, without a browser: fields, values, what is asked for. */
import assert from 'node:assert/strict';

const field = (fieldKey, dataType, options) => ({
	id: `id-${fieldKey}`,
	fieldKey: `custom_objects.boat.${fieldKey}`,
	name: fieldKey.toUpperCase(),
	dataType,
	options,
});
const options = (...labels) => labels.map((label) => ({ key: label.toLowerCase(), label }));

export function objectUnits(test, app, file) {
	const types = file('catalogue/fields.api')
		.match(/^shape ObjectFieldNew[\s\S]*?dataType +text +required of (\S+)/m)[1]
		.split('|');
	const of = (dataType, ...labels) =>
		app.fields_of(
			[field('x', dataType, options(...labels))],
			'custom_objects.boat',
		)[0];

	test('every type of a field is called something, and typed with something', () => {
		for (const language of ['en', 'de']) {
			const words = JSON.parse(file(`console/words/${language}.json`));
			const said = Object.keys(words)
				.filter((key) => key.startsWith('datatype.'))
				.map((key) => key.slice('datatype.'.length));
			assert.deepEqual(said.sort(), [...types].sort(), language);
		}
		for (const type of types) {
			const one = of(type, 'Bow');
			assert.ok(app.KINDS[one.kind], type);
			assert.equal(one.name, type === 'TEXTBOX_LIST' ? 'x.bow' : 'x');
			const unsought = ['TEXTBOX_LIST', 'FILE_UPLOAD'].includes(type);
			assert.equal(one.sought === '', unsought, type);
			const several = ['MULTIPLE_OPTIONS', 'CHECKBOX'].includes(type);
			assert.equal(one.list, several, type);
		}
	});

	test('a list of texts is a column for each of them', () => {
		const all = app.fields_of(
			[
				field('name', 'TEXT'),
				field('berths', 'TEXTBOX_LIST', options('Bow', 'Stern')),
			],
			'custom_objects.boat',
		);

		assert.deepEqual(
			all.map(({ name, title, kind }) => [name, title, kind]),
			[
				['name', 'NAME', 'text'],
				['berths.bow', 'BERTHS: Bow', 'text'],
				['berths.stern', 'BERTHS: Stern', 'text'],
			],
		);
	});

	test('a value goes into a cell and comes back as it was', () => {
		for (const [type, kept, shown, typed] of [
			['TEXT', 'a', 'a', 'a'],
			['MONETORY', { currency: 'EUR', value: 5 }, '5 EUR', 5],
			['MONETORY', { currency: 'default', value: 5 }, '5', 5],
			['FILE_UPLOAD', [{ url: 'a' }, { url: 'b' }], 'a b', 'a\nb'],
			['RADIO', 'bow', 'Bow', 'bow'],
			['CHECKBOX', ['stern', 'other'], 'Stern, other', ['stern', 'other']],
		]) {
			const one = of(type, 'Bow', 'Stern');
			assert.equal(app.told_value(one, kept), shown, type);
			assert.deepEqual(app.bare(one, kept), typed, type);
			const back = app.whole(one, typed, kept);
			assert.deepEqual(back, type === 'FILE_UPLOAD' ? ['a', 'b'] : kept, type);
			assert.equal(app.told_value(one, undefined), '');
			assert.equal(app.whole(one, null, kept), null, type);
		}
		assert.equal(app.whole(of('MONETORY'), 7, undefined), 7);
		assert.ok(app.same({ a: 1, b: [2] }, { b: [2], a: 1 }));
		assert.ok(app.same(undefined, null));
		assert.ok(!app.same([1, 2], [2, 1]) && !app.same('1', 1));
	});

	test('what a grid shows stands in its address, and is asked for so', () => {
		const wanted = {
			text: 'a & b',
			sort: '-length',
			filters: [
				{ field: 'name', operator: 'is', value: 'x:y=&z' },
				{ field: 'rig', operator: 'none', value: '' },
			],
		};

		assert.deepEqual(
			app.records_wanted(new URLSearchParams(app.records_words(wanted, 'r'))),
			wanted,
		);
		assert.deepEqual(app.records_search(wanted), {
			query: 'a & b',
			filters: [
				{ field: 'name', operator: 'eq', value: 'x:y=&z' },
				{ field: 'rig', operator: 'not_exists' },
			],
			sort: [{ field: 'length', direction: 'desc' }],
		});
		const plain = { text: '', sort: 'changed', filters: [] };
		assert.deepEqual(app.records_search(plain).sort, [
			{ field: 'updatedAt', direction: 'desc' },
		]);
		const odd = app.records_wanted(new URLSearchParams('f=a&f=a:nonsense:1&f=:is:1'));
		assert.deepEqual(odd, { text: '', sort: 'newest', filters: [] });
		const known = file('domain/objects/filter.c');
		for (const key of Object.values(app.OPERATORS))
			assert.ok(known.includes(`{ "${key}", `), key);
	});

	test('columns are those that were chosen and are still there, and not too many', () => {
		const all = Array.from({ length: 20 }, (_, i) => ({ name: `f${i}` }));
		const names = (chosen) => app.columns_of(all, chosen).map(({ name }) => name);

		assert.deepEqual(names(['f3', 'gone', 'f1']), ['f1', 'f3']);
		assert.equal(names(['gone']).length, 6);
		assert.equal(names(all.map(({ name }) => name)).length, app.COLUMNS_MAX);
	});

	test('options keep their keys, whatever they are called, and come in any order', () => {
		const kept = [
			{ key: 'a', label: 'A' },
			{ key: 'b', label: 'B', url: 'u' },
		];
		const sent = (...lines) => app.options_sent(kept, lines);
		const keys = (...lines) => sent(...lines).map(({ key }) => key);

		assert.deepEqual(sent('A', ' B ', ''), [kept[0], kept[1]]);
		assert.deepEqual(keys('New', 'B', 'A'), [undefined, 'b', 'a']);
		assert.deepEqual(sent('A', 'Bee'), [kept[0], { key: 'b', label: 'Bee', url: 'u' }]);
		assert.deepEqual(keys('A', 'Bee', 'New'), ['a', 'b', undefined]);
		assert.deepEqual(keys('A'), ['a']);
		assert.deepEqual(app.options_sent([], ['x']), [{ label: 'x' }]);
	});

	test('a block of cells is read as table programs write it', () => {
		for (const [text, rows] of [
			['a\tb\nc\td\n', ['a|b', 'c|d']],
			['a\tb\r\nc\t\r\n', ['a|b', 'c|']],
			['', ['']],
			['"x\ty\n""z"""\tb', ['x\ty\n"z"|b']],
			['say "hi"\t5" pipe', ['say "hi"|5" pipe']],
			['"open\tb', ['"open|b']],
			['"\tb', ['"|b']],
			['""\tb', ['|b']],
		])
			assert.deepEqual(
				app.cells_read(text).map((cells) => cells.join('|')),
				rows,
				text,
			);
		assert.equal(app.cells_read('a\t'.repeat(50_000))[0].length, 50_001);
	});

	test('what is pasted is sent as its field has it, and only where it is new', () => {
		const of_list = (type) =>
			['RADIO', 'CHECKBOX'].includes(type) ? ['Bow', 'Stern'] : [];
		const euro = (value) => ({ currency: 'EUR', value });
		for (const [type, text, before, value] of [
			['TEXT', ' a ', undefined, 'a'],
			['TEXT', '', 'a', null],
			['NUMERICAL', '1.5', undefined, 1.5],
			['NUMERICAL', 'long', undefined, 'long'],
			['DATE', '3.1.2020', undefined, '2020-01-03'],
			['DATE', '2020-01-03', undefined, '2020-01-03'],
			['RADIO', 'Bow', undefined, 'bow'],
			['CHECKBOX', 'Bow; stern, x', undefined, ['bow', 'stern', 'x']],
			['MONETORY', '7', euro(5), euro(7)],
			['FILE_UPLOAD', 'a b', undefined, ['a', 'b']],
		])
			assert.deepEqual(
				app.value_pasted(of(type, ...of_list(type)), text, before),
				value,
				type,
			);
		const kept = [
			{ id: 'r0', properties: { x: ['bow'], y: 1 } },
			{ id: 'r1', properties: { y: 2 } },
		];
		const columns = [of('CHECKBOX', 'Bow'), { ...of('NUMERICAL'), name: 'y' }];
		const object = { records: { at: (i) => kept[i] } };
		const at = { row: 0, column: 0 };
		const { lines, beyond } = app.lines_of(object, columns, at, [
			['Bow', '1'],
			['', '3', 'over'],
			['Bow'],
		]);
		assert.equal(beyond, 2);
		assert.deepEqual(
			lines.map(({ id, changes }) => [id, changes.map((one) => one.value)]),
			[['r1', [3]]],
		);
		const file = { ...of('FILE_UPLOAD'), name: 'f' };
		const had = { id: 'r', properties: { f: [{ url: 'a' }] } };
		const one = { records: { at: () => had } };
		assert.deepEqual(app.lines_of(one, [file], at, [['a']]).lines, []);
		assert.equal(app.lines_of(one, [file], at, [['b']]).lines.length, 1);
	});

	test('a key is made of what a thing is called', () => {
		for (const [title, key] of [
			['Große Kurse', 'grosse_kurse'],
			[' Pets & more! ', 'pets_more'],
			['東京', ''],
			['Crème', 'creme'],
		])
			assert.equal(app.key_made(title), key);
		assert.equal(app.key_short(app.key_whole('boat')), 'boat');
		assert.equal(app.key_whole('business.x'), 'business.x');
	});
}

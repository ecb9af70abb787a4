// SPDX-License-Identifier: Apache-2.0
/* Plays with objects and their records: one is made, a grid is gone through and edited by keys,
 * conflicts and refusals, filters and columns, relations, many records, and one that is markup. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cell, counted, fleet, lookedAt, rows, tell, told } from './fleet.mjs';
import { DESK, LOOKS, axe, goTo, idOf, settled, sideways, signIn, soon } from './stage.mjs';

const MARKUP = '<img src=x onerror="window.struck=1">';
export function objectPlays(play, options) {
	const shot = (page, name) =>
		page.screenshot({ path: join(options.pictures, `${name}.png`) });
	const on = async () => (await lookedAt(options)).server;

	play('an object is made, and its first record', {}, async ({ page, server }) => {
		await signIn(page, server);
		await page.click('nav a[href="/console/objects"]');
		await page.getByRole('link', { name: /Pets/ }).waitFor();
		await soon(
			() => page.locator('main').innerText(),
			(text) => /2 records/.test(text),
		);
		await axe(page, 'objects');
		await shot(page, 'objects');
		await page.getByRole('button', { name: 'New object' }).click();
		const form = page.locator('dialog');
		await form.getByLabel('One is called').fill('Kurs');
		await form.getByLabel('Many are called').fill('Große Kurse');
		await soon(
			() => form.innerText(),
			(text) => text.includes('Left empty: grosse_kurse'),
		);
		await form.getByLabel('Records are called by').fill('Title');
		assert.ok(await form.locator('button.main').isDisabled(), 'a type is needed');
		await form.getByLabel('Type').selectOption('TEXT');
		await form.getByLabel('Key').fill('pets');
		await form.locator('button.main').click();
		await soon(
			() => form.innerText(),
			(text) => text.includes('already exists'),
		);
		await axe(page, 'a refused object');
		await form.getByLabel('Key').fill('');
		await form.locator('button.main').click();
		await page.getByRole('heading', { name: 'Große Kurse', exact: true }).waitFor();
		assert.match(page.url(), /\/objects\/grosse_kurse$/);
		await page.getByText('No records yet').waitFor();
		await axe(page, 'an empty object');
		await page.keyboard.press('c');
		await form.getByLabel('Title').fill('Segeln');
		await form.locator('button.main').click();
		await tell(page, 'Kurs added.');
		await page.getByRole('complementary', { name: 'Segeln' }).waitFor();
		await counted(page, 1);
		await page.click('.notice .undo');
		await page.getByText('No records yet').waitFor();
	});

	play(
		'a grid is gone through and edited by keys, and it is undone',
		{},
		async ({ page, server }) => {
			const { path, make, read } = await fleet(server, 'keyed');
			const old = await make({ name: 'Alma', price: 1200, rig: 'sloop' });
			const id = await make({
				name: 'Berta',
				length: 9.5,
				price: { currency: 'EUR', value: 5000 },
				gear: ['radio'],
				launched: '2020-05-01',
			});

			await signIn(page, server);
			await goTo(page, path);
			await counted(page, 2);
			assert.equal(await cell(page, 0, 2).innerText(), '5,000 EUR');
			await page.getByRole('grid').focus();
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Enter');
			const input = cell(page, 0, 1).locator('input');
			await input.fill('10.25');
			await page.keyboard.press('Tab');
			await told(cell(page, 0, 1), '10.25');
			await tell(page, 'Length saved.');
			await cell(page, 0, 2).locator('input').fill('6000');
			await page.keyboard.press('Tab');
			await told(cell(page, 0, 2), '6,000 EUR');
			assert.deepEqual((await read(id)).properties.price, {
				currency: 'EUR',
				value: 6000,
			});
			/* a day, a choice, several */
			await cell(page, 0, 3).locator('input').fill('2021-06-02');
			await page.keyboard.press('Tab');
			await cell(page, 0, 4).locator('select').selectOption('ketch');
			await page.keyboard.press('Tab');
			await told(cell(page, 0, 4), 'Ketch');
			await cell(page, 0, 5)
				.locator('select')
				.selectOption([{ label: 'Anchor' }, { label: 'Raft' }]);
			await axe(page, 'a cell that is edited');
			await shot(page, 'objects-edit');
			await page.keyboard.press('Enter');
			await told(cell(page, 0, 5), 'Anchor, Raft');
			const { properties } = await read(id);
			assert.equal(properties.length, 10.25);
			assert.equal(properties.launched, '2021-06-02');
			assert.equal(properties.rig, 'ketch');
			assert.deepEqual(properties.gear, ['anchor', 'raft']);
			/* Escape leaves it; the focus is in the grid; down one row */
			await page.keyboard.press('Enter');
			await cell(page, 0, 5).locator('select').selectOption([]);
			await page.keyboard.press('Escape');
			await told(cell(page, 0, 5), 'Anchor, Raft');
			assert.deepEqual((await read(id)).properties.gear, ['anchor', 'raft']);
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowLeft');
			assert.equal(
				await page.getByRole('grid').getAttribute('aria-activedescendant'),
				await cell(page, 1, 4).getAttribute('id'),
			);
			await page.keyboard.press('Enter');
			await cell(page, 1, 4).locator('select').selectOption('');
			await page.keyboard.press('Enter');
			await told(cell(page, 1, 4), '');
			assert.ok(!('rig' in (await read(old)).properties), 'emptied');
			await page.keyboard.press('Control+z');
			await told(cell(page, 1, 4), 'Sloop');
			assert.equal((await read(old)).properties.rig, 'sloop');
			/* Tab at the end of a row goes into the next one, Shift Tab back */
			await page.keyboard.press('ArrowUp');
			await page.keyboard.press('ArrowRight');
			await page.keyboard.press('Enter');
			await cell(page, 0, 5).locator('select').waitFor();
			await page.keyboard.press('Tab');
			await cell(page, 1, 0).locator('input').waitFor();
			await page.keyboard.press('Shift+Tab');
			await cell(page, 0, 5).locator('select').waitFor();
			await page.keyboard.press('Escape');
		},
	);

	play(
		'a cell says what is refused, and what somebody else has put there meanwhile',
		{ look: 'dark' },
		async ({ page, server }) => {
			const { path, make, read, change } = await fleet(server, 'argued');
			const id = await make({ name: 'Alma', length: 7 });

			await signIn(page, server);
			await goTo(page, path);
			await counted(page, 1);
			const edit = async (text) => {
				await cell(page, 0, 1).locator('input').fill(text);
				await page.keyboard.press('Enter');
			};
			const beside = (text) =>
				soon(
					() => cell(page, 0, 1).innerText(),
					(now) => now.includes(text),
				);
			await cell(page, 0, 1).click();
			await cell(page, 0, 1).click();
			await edit('long');
			await beside('length must be a number');
			assert.ok(
				await cell(page, 0, 1)
					.locator('input')
					.evaluate((one) => one === document.activeElement),
			);
			await axe(page, 'a refused cell');
			await shot(page, 'objects-refused');
			/* one leaves it: what was refused stays there to be mended */
			await page.getByRole('heading', { name: 'Boats argued' }).click();
			await beside('length must be a number');
			assert.equal((await read(id)).properties.length, 7);
			await change(id, { length: 8 });
			await edit('9');
			await beside('Somebody made this “8” meanwhile');
			assert.equal((await read(id)).properties.length, 8);
			await page.keyboard.press('Enter');
			await told(cell(page, 0, 1), '9');
			assert.equal((await read(id)).properties.length, 9);
			await page.keyboard.press('Control+z');
			await told(cell(page, 0, 1), '8');
			/* what others change appears */
			await change(id, { length: 11, name: 'Anna' });
			await told(cell(page, 0, 1), '11');
			await told(cell(page, 0, 0), 'Anna');
			const other = await make({ name: 'Berta' });
			await page.getByRole('button', { name: /Something was added/ }).click();
			await counted(page, 2);
			assert.equal((await read(other)).properties.name, 'Berta');
		},
	);

	play(
		'records are searched, filtered, put in order, and shown in chosen columns',
		{},
		async ({ page, server }) => {
			const { path, make } = await fleet(server, 'sought');

			for (const [name, length, launched, rig] of [
				['Alma', 7, '2019-01-01', 'sloop'],
				['Berta', 9, '2020-01-01', 'ketch'],
				['Cilla', 11, '2021-01-01', 'sloop'],
			])
				await make({ name, length, launched, rig });
			await signIn(page, server);
			await goTo(page, path);
			await counted(page, 3);
			await page.keyboard.press('/');
			await page.keyboard.type('bert');
			await counted(page, 1);
			await page.keyboard.press('Escape');
			await counted(page, 3);
			const filter = async (what, how, fill) => {
				await page
					.getByRole('button', { name: 'Filter', exact: true })
					.click();
				const selects = page.locator('.box form select');
				await selects.nth(0).selectOption(what);
				await selects.nth(1).selectOption(how);
				await fill?.(page.getByLabel('What it is compared with'));
				await page.getByRole('button', { name: 'Add filter' }).click();
			};
			await filter('length', 'least', (value) => value.fill('9'));
			await counted(page, 2);
			const bar = page.locator('.bar');
			assert.match(await bar.innerText(), /Length is at least 9/);
			await filter('rig', 'is', (value) => value.selectOption('sloop'));
			await counted(page, 1);
			assert.match(await bar.innerText(), /Rig is Sloop/);
			await page.reload();
			await counted(page, 1);
			const without = (said) =>
				page
					.getByRole('button', { name: `Remove filter ${said}` })
					.click();
			await without('Rig is Sloop');
			await counted(page, 2);
			await without('Length is at least 9');
			await counted(page, 3);
			await filter('launched', 'most', (value) => value.fill('2020-01-01'));
			await counted(page, 2);
			await without('Launched');
			await filter('gear', 'any');
			await page.getByText('Nothing fits').waitFor();
			await page.getByRole('button', { name: 'Show all records' }).click();
			await counted(page, 3);
			await page
				.getByRole('columnheader', { name: 'Length' })
				.getByRole('button')
				.click();
			await told(cell(page, 0, 0), 'Alma');
			await page
				.getByRole('columnheader', { name: 'Length' })
				.getByRole('button')
				.click();
			await told(cell(page, 0, 0), 'Cilla');
			assert.equal(
				await page
					.getByRole('columnheader', { name: 'Length' })
					.getAttribute('aria-sort'),
				'descending',
			);
			await page.getByRole('button', { name: 'Columns' }).click();
			await page.getByLabel('Length', { exact: true }).uncheck();
			await page.getByLabel('Berths: Stern').check();
			await axe(page, 'columns');
			await shot(page, 'objects-columns');
			await page.reload();
			await counted(page, 3);
			assert.deepEqual(
				(await page.getByRole('columnheader').allInnerTexts()).slice(1),
				['Name', 'Price', 'Launched', 'Rig', 'Gear', 'Berths: Stern'],
			);
		},
	);

	play(
		'a record is related to somebody, changed beside the grid, and some are deleted',
		{},
		async ({ page, server }) => {
			const { path, make, read } = await fleet(server, 'related');
			const id = await make({ name: 'Alma', papers: ['https://x/a'] });
			const ada = await idOf(server, 'ada@example.com');

			for (let i = 0; i < 3; i++) await make({ name: `Dinghy ${i}` });
			await signIn(page, server);
			await goTo(page, `${path}?open=${id}`);
			const panel = page.getByRole('complementary', { name: 'Alma' });
			await panel.getByRole('button', { name: 'Add to Skipper' }).click();
			const form = page.locator('dialog');
			await form.getByLabel('Name, e-mail or phone').fill('lovel');
			await form.getByText('Ada Lovelace').click();
			await axe(page, 'who is related');
			await form.locator('button.main').click();
			await panel.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
			const related = async () =>
				(await read(id)).relations.map((one) => one.recordId);
			assert.deepEqual(await related(), [ada]);
			await panel.getByRole('button', { name: 'Take away Ada Lovelace' }).click();
			await soon(related, (found) => found.length === 0);
			await tell(page, 'Taken from Skipper.');
			await page.keyboard.press('Control+z');
			await panel.getByRole('link', { name: 'Ada Lovelace' }).waitFor();
			assert.deepEqual(await related(), [ada]);
			const papers = panel.locator('.field', { hasText: 'Papers' });
			await papers.locator('.value').click();
			await papers
				.locator('textarea')
				.fill('https://x/a\nhttps://x/b');
			await page.keyboard.press('Control+Enter');
			await tell(page, 'Papers saved.');
			assert.deepEqual((await read(id)).properties.papers, [
				{ url: 'https://x/a' },
				{ url: 'https://x/b' },
			]);
			const name = panel.locator('.field', { hasText: 'Name' });
			await name.locator('.value').click();
			await name.locator('input').fill('Amanda');
			await page.keyboard.press('Enter');
			await soon(
				() => rows(page).nth(3).innerText(),
				(text) => text.includes('Amanda'),
			);
			await axe(page, 'a record beside its grid');
			await shot(page, 'objects-record');
			await page.keyboard.press('Escape');
			for (const i of [0, 1]) await rows(page).nth(i).locator('input').click();
			await soon(
				() => page.locator('.chosen').innerText(),
				(text) => text.includes('2 chosen'),
			);
			await page.keyboard.press('Delete');
			await page
				.locator('dialog')
				.getByRole('button', { name: 'Delete 2 Boats related' })
				.click();
			await tell(page, '2 Boats related deleted.');
			await counted(page, 2);
		},
	);

	play(
		'many records are scrolled through with few elements; what is markup is text',
		{ long: true },
		async ({ page, server }) => {
			const { path, make } = await fleet(server, 'many');

			for (let i = 0; i < 450; i += 10)
				await Promise.all(
					Array.from({ length: 10 }, (_, k) =>
						make({ name: `Boat ${i + k}`, length: i + k }),
					),
				);
			await make({ name: MARKUP, notes: MARKUP, 'berths.bow': MARKUP });
			await signIn(page, server);
			await goTo(page, path);
			await soon(
				() => page.locator('.titles').count(),
				(count) => count === 1,
			);
			await told(cell(page, 0, 0), MARKUP);
			await page.getByRole('grid').focus();
			const current = async () =>
				page
					.locator('.body [role=row].current')
					.getAttribute('aria-rowindex');
			const to_end = (fits) =>
				soon(async () => {
					await page.keyboard.press('End');
					return current();
				}, fits);
			await to_end((at) => at === '452');
			const elements = await page.evaluate(
				() => document.querySelectorAll('*').length,
			);
			assert.ok(elements <= 1500, `${elements} elements`);
			await page.keyboard.press('Home');
			await soon(current, (at) => at === '2');
			await page.keyboard.press('Shift+Enter');
			await page.getByRole('complementary', { name: MARKUP }).waitFor();
			/* by a field it is read by number */
			await goTo(page, `${path}?sort=length`);
			await told(cell(page, 0, 0), MARKUP);
			await told(cell(page, 1, 0), 'Boat 0');
			await page.getByRole('grid').focus();
			await to_end((at) => at === '452');
			await soon(
				() => page.locator('.body [role=row].current').innerText(),
				(text) => text.includes('Boat 449'),
			);
			assert.equal(await page.evaluate(() => window.struck), undefined);
		},
	);

	for (const [look, size, sized] of LOOKS)
		play(
			`objects and a grid fit: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true, on },
			async ({ page, server }) => {
				const { path, id } = await lookedAt(options);

				await signIn(page, server);
				await goTo(page, '/objects');
				await page.getByRole('heading', { name: 'Objekte' }).waitFor();
				await soon(
					() => page.locator('main').innerText(),
					(text) => /2 Datensätze/.test(text),
				);
				await axe(page, `objects, ${sized}`);
				await shot(page, `objects-${sized}`);
				assert.equal(await sideways(page), false);
				await goTo(page, path);
				await counted(page, 2);
				await settled(page);
				await axe(page, `a grid, ${sized}`);
				await shot(page, `objects-grid-${sized}`);
				assert.equal(await sideways(page), false);
				if (size === DESK)
					await page.getByRole('link', { name: 'Alma' }).click();
				else await rows(page).nth(1).click();
				await page.getByRole('complementary', { name: 'Alma' }).waitFor();
				await settled(page);
				await axe(page, `a record, ${sized}`);
				await shot(page, `objects-record-${sized}`);
				assert.equal(await sideways(page), false);
				assert.match(page.url(), new RegExp(`open=${id}`));
			},
		);
}

// SPDX-License-Identifier: Apache-2.0
/* Plays with numbers: the same one on the dashboard, in the list behind it and in the data; a tile
 * is put together, moved and taken away; and how it looks. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { DESK, LOOKS, axe, goTo, said, settled, sideways, signIn, soon } from './stage.mjs';

const tile = (page, title) =>
	page.locator('.grid > li', {
		has: page.getByRole('heading', { name: title, exact: true }),
	});
const dialog = (page) => page.locator('dialog');
const press = (where, name) => where.getByRole('button', { name, exact: true }).click();
const number = (text) => Number(text.replace(/\D/g, ''));

/* How many there are, as the data itself says. */
function counted(server, sql) {
	const program = `import sqlite3,sys
c = sqlite3.connect(sys.argv[1], timeout=30)
print(c.execute(sys.argv[2], (sys.argv[3],)).fetchone()[0])`;
	const data = join(server.folder, 'groundlevel.db');

	return Number(
		execFileSync('python3', ['-c', program, data, sql, server.demo.locationId], {
			encoding: 'utf8',
		}),
	);
}

async function open(page, server, query = '?period=all') {
	await signIn(page, server);
	await goTo(page, `/reports${query}`);
	await page.waitForSelector('.grid > li');
	await settled(page);
}

const choose = (page, label, value) =>
	dialog(page).getByLabel(label, { exact: true }).selectOption(value);

export function reportsPlays(play, options) {
	play(
		'a number of a dashboard is that of the list behind it, and of the data',
		{},
		async ({ page, server }) => {
			await server.api('POST', '/contacts/', {
				locationId: server.demo.locationId,
				firstName: 'Counted',
				source: 'walked in',
			});
			const sql =
				'SELECT count(*) FROM contact WHERE location_id = ?' +
				" AND source = 'walked in'";
			const truth = counted(server, sql);

			assert.ok(truth > 0);
			await open(page, server);
			const sources = tile(page, 'Contacts by source');
			const row = sources.locator('li', { hasText: 'walked in' });
			assert.equal(number(await row.locator('a').innerText()), truth);
			await row.locator('a').click();
			await page.waitForSelector('[role=grid] .body [role=row] a');
			await soon(
				() => page.locator('.body [role=row]').count(),
				(count) => count === truth,
			);
			await page.getByText('What was counted').waitFor();
			await axe(page, 'people that were counted');
			await page.locator('.chip button').click();
			await soon(
				() => page.locator('.body [role=row]').count(),
				(count) => count > truth,
			);
		},
	);

	play(
		'opportunities of a stage are those that its number leads to',
		{},
		async ({ page, server }) => {
			await open(page, server);
			const row = tile(page, 'Opportunities by stage').locator('li').first();
			const value = number(await row.locator('a').innerText());
			const name = await row.locator('.cut').innerText();

			await row.locator('a').click();
			await page.waitForSelector('.column');
			await settled(page);
			const column = page.locator('.column', {
				has: page.getByRole('heading', { name, exact: true }),
			});
			await soon(
				() => column.locator('.card').count(),
				(count) => count === value,
			);
		},
	);

	play(
		'a tile is put together, changed, moved and taken away, and that is undone',
		{},
		async ({ page, server }) => {
			const { dashboard } = await server.api('POST', '/dashboards', {
				title: 'Mine',
			});

			const own = `/dashboards/${dashboard.id}`;
			await signIn(page, server);
			await goTo(page, `/reports/${dashboard.id}`);
			await page.getByText('No tiles yet').waitFor();
			const add = page.getByRole('button', { name: 'Add a tile' });
			await add.click();
			await dialog(page).getByLabel('Title').fill('Worth by status');
			await choose(page, 'What is counted', 'opportunities');
			await choose(page, 'What of it', 'sum');
			await choose(page, 'By', 'status');
			await axe(page, 'the form of a tile');
			await press(dialog(page), 'Save');
			await tile(page, 'Worth by status').waitFor();
			await add.click();
			await dialog(page).getByLabel('Title').fill('People by day');
			await choose(page, 'Drawn as', 'line');
			await choose(page, 'By', 'dateAdded');
			await choose(page, 'Time', 'days7');
			await press(dialog(page), 'Save');
			const days = tile(page, 'People by day');
			await days.locator('svg[role=img]').waitFor();
			const kept = async () =>
				(await server.api('GET', `/dashboards/${dashboard.id}`)).dashboard
					.tiles;
			const worth = {
				of: 'opportunities',
				measure: 'sum',
				field: 'monetaryValue',
			};
			assert.deepEqual((await kept()).map(({ query }) => query), [
				{ ...worth, by: [{ field: 'status' }] },
				{
					of: 'contacts',
					by: [{ field: 'dateAdded', bucket: 'day' }],
					period: 'days7',
				},
			]);
			await press(page, 'What to do with People by day');
			await press(page, 'Move up');
			await soon(kept, ([first]) => first.title === 'People by day');
			await press(page, 'What to do with Worth by status');
			await press(page, 'Remove');
			await soon(
				() => said(page),
				(text) => text.includes('Tile removed.'),
			);
			assert.equal((await kept()).length, 1);
			await page.keyboard.press('Control+z');
			await soon(kept, (list) => list.length === 2);
			await server.api('DELETE', `/dashboards/${dashboard.id}`);
		},
	);

	for (const [look, size, name] of [['light', DESK, 'desk-light'], ...LOOKS])
		play(
			`the dashboard, ${name}`,
			{ size, look, long: name !== 'desk-light' && name !== 'phone' },
			async ({ page, server }) => {
				await open(page, server, '?period=days90');
				await axe(page, `the dashboard, ${name}`);
				assert.ok(!(await sideways(page)), 'nothing is cut at the side');
				await page.screenshot({
					path: join(options.pictures, `reports-${name}.png`),
					fullPage: true,
				});
			},
		);
}

// SPDX-License-Identifier: Apache-2.0
/* Plays with what an object is made of: fields are added, renamed, removed; folders; what it is
 * related to. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { counted, fleet, lookedAt, tell } from './fleet.mjs';
import { LOOKS, axe, goTo, settled, sideways, signIn, soon } from './stage.mjs';

const MARKUP = '<img src=x onerror="window.struck=1">';
const dialog = (page) => page.locator('dialog');
const field = (page, name) =>
	page.locator('details', { has: page.locator('summary .name', { hasText: name }) });
const line = (where, title) =>
	where.locator('.field', { has: where.page().locator('dt', { hasText: title }) });

async function change(where, title, text) {
	const one = line(where, title);

	await one.locator('.value').click();
	await one.locator('input, textarea').fill(text);
	await one.locator('input, textarea').press('Control+Enter');
}

const schema = async (server, key) =>
	server.api(
		'GET',
		`/custom-fields/object-key/${key}?locationId=${server.demo.locationId}`,
	);

const named = async (server, key, name) =>
	(await schema(server, key)).fields.find((one) => one.name === name);

export function fieldPlays(play, options) {
	const shot = (page, name) =>
		page.screenshot({ path: join(options.pictures, `${name}.png`), fullPage: true });
	const on = async () => (await lookedAt(options)).server;

	play(
		'fields of an object are added, renamed and removed, with what goes with them',
		{},
		async ({ page, server }) => {
			const { key, path, make, read } = await fleet(server, 'designed');
			const ids = [
				await make({ length: 7, rig: 'sloop' }),
				await make({ length: 8 }),
			];

			await signIn(page, server);
			await goTo(page, path);
			await counted(page, 2);
			await page.getByRole('link', { name: 'Fields', exact: true }).click();
			await page.getByText('10 fields').waitFor();
			await page.keyboard.press('c');
			const form = dialog(page);
			await form.getByLabel('Name', { exact: true }).fill(MARKUP);
			const types = form.getByLabel('Type', { exact: true });
			assert.equal(await types.locator('option').count(), 14);
			await types.selectOption('RADIO');
			await form.getByLabel('Options').fill('Port\n\n  Starboard ');
			await axe(page, 'a new field');
			await form.locator('button.main').click();
			await page.getByText('11 fields').waitFor();
			const made = await named(server, key, MARKUP);
			assert.deepEqual(
				made.options.map(({ label }) => label),
				['Port', 'Starboard'],
			);
			/* the same key once more is refused, beside nothing: above the form */
			await page.keyboard.press('c');
			await form.getByLabel('Name', { exact: true }).fill('Length');
			await form.getByLabel('Type', { exact: true }).selectOption('TEXT');
			await form.locator('button.main').click();
			await soon(
				() => form.innerText(),
				(text) => text.includes('this key already exists'),
			);
			await page.keyboard.press('Escape');
			/* renamed, with a description; options come and are called otherwise */
			await field(page, 'Rig').locator('summary').click();
			await change(field(page, 'Rig'), 'Options', 'Sloop\nBig ketch\nYawl');
			await tell(page, 'Options saved.');
			assert.deepEqual((await named(server, key, 'Rig')).options, [
				{ key: 'sloop', label: 'Sloop' },
				{ key: 'ketch', label: 'Big ketch' },
				{ key: 'yawl', label: 'Yawl' },
			]);
			await change(field(page, 'Rig'), 'Options', 'Sloop');
			await soon(
				() => field(page, 'Rig').innerText(),
				(text) => text.includes('Options cannot be removed'),
			);
			await axe(page, 'options that are refused');
			await page.keyboard.press('Escape');
			await change(field(page, 'Rig'), 'Description', 'How it is rigged');
			await tell(page, 'Description saved.');
			await change(field(page, 'Rig'), 'Name', 'Sails');
			await field(page, 'Sails').waitFor();
			const sails = await named(server, key, 'Sails');
			assert.equal(sails.description, 'How it is rigged');
			assert.equal(sails.options.length, 3);
			await page.keyboard.press('Control+z');
			await field(page, 'Rig').waitFor();
			/* the search looks into it */
			await field(page, 'Rig').getByLabel('The search looks here').check();
			await tell(page, 'The search looks into Rig.');
			const found = await server.api('POST', `/objects/${key}/records/search`, {
				locationId: server.demo.locationId,
				pageLimit: 5,
				query: 'sloop',
			});
			assert.equal(found.total, 1);
			/* removed, with two values */
			await field(page, 'Length').locator('summary').click();
			await shot(page, 'objects-fields');
			await field(page, 'Length')
				.getByRole('button', { name: 'Remove Length' })
				.click();
			await soon(
				() => form.innerText(),
				(text) => text.includes('2 records have a value there'),
			);
			await axe(page, 'a field that goes');
			await form.getByRole('button', { name: 'Remove Length' }).click();
			await page.getByText('10 fields').waitFor();
			for (const id of ids)
				await soon(
					async () => (await read(id)).properties,
					(now) => !('length' in now),
				);
			await field(page, 'Name').locator('summary').click();
			await field(page, 'Name').getByText('records are called by it').waitFor();
			assert.equal(
				await field(page, 'Name')
					.getByRole('button', { name: /Remove/ })
					.count(),
				0,
				'what records are called by stays',
			);
			assert.equal(await page.evaluate(() => window.struck), undefined);
		},
	);

	play(
		'an object is renamed, has folders, and is related to others',
		{ look: 'dark' },
		async ({ page, server }) => {
			const { key, path } = await fleet(server, 'linked');
			const main = page.locator('main');

			await signIn(page, server);
			await goTo(page, `${path}/fields`);
			await page.getByText('10 fields').waitFor();
			await change(page.locator('.names'), 'Many are called', 'Yachts');
			await page.getByRole('heading', { name: 'Yachts', exact: true }).waitFor();
			await page.keyboard.press('Control+z');
			await page.getByRole('heading', { name: 'Boats linked' }).waitFor();
			await page.getByRole('button', { name: 'Add folder' }).click();
			await dialog(page).getByLabel('Name').fill('Papers and mail');
			await dialog(page).locator('button.main').click();
			await page.getByText('No field is in this folder.').waitFor();
			assert.equal((await schema(server, key)).folders.length, 2);
			await page.keyboard.press('c');
			await dialog(page).getByLabel('Name', { exact: true }).fill('Flag');
			await dialog(page).getByLabel('Type', { exact: true }).selectOption('TEXT');
			await dialog(page)
				.getByLabel('Folder')
				.selectOption({ label: 'Papers and mail' });
			await dialog(page).getByLabel('no value twice').selectOption('true');
			await dialog(page).locator('button.main').click();
			await field(page, 'Flag').waitFor();
			const { fields, folders } = await schema(server, key);
			const flag = fields.find((one) => one.name === 'Flag');
			const folder = folders.find(({ id }) => id === flag.parentId);
			assert.equal(folder.name, 'Papers and mail');
			assert.equal(flag.isUnique, true);
			await page.getByRole('button', { name: 'Add relation' }).click();
			const form = dialog(page);
			await form
				.getByLabel('To what')
				.selectOption('contact');
			await form.getByLabel('What they are to these records').fill('Crew');
			await form.getByLabel('What these records are to them').fill('Boat');
			await form.getByLabel('How many').selectOption('ONE_TO_MANY');
			await axe(page, 'a new relation');
			await form.locator('button.main').click();
			await soon(
				() => main.innerText(),
				(text) => /Crew\s+Contacts\s+one here to many there/.test(text),
			);
			const at = `locationId=${server.demo.locationId}`;
			const list = `/associations/objectKey/${key}?${at}`;
			const links = async () => (await server.api('GET', list)).associations;
			const crew = (await links()).find(
				(one) => one.secondObjectLabel === 'Crew',
			);
			assert.equal(crew.firstObjectKey, key);
			assert.equal(crew.firstObjectToSecondObjectCardinality, 'ONE_TO_MANY');
			await page.getByRole('button', { name: 'Remove Crew' }).click();
			await form.getByRole('button', { name: 'Remove Crew' }).click();
			await tell(page, 'Crew removed.');
			await soon(links, (all) => all.length === 1);
			await axe(page, 'what an object is made of');
		},
	);

	for (const [look, size, sized] of LOOKS)
		play(
			`what an object is made of fits: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true, on },
			async ({ page, server }) => {
				const { path } = await lookedAt(options);

				await signIn(page, server);
				await goTo(page, `${path}/fields`);
				await page.getByText('10 Felder').waitFor();
				await field(page, 'Rig').locator('summary').click();
				await settled(page);
				await axe(page, `fields, ${sized}`);
				await shot(page, `objects-fields-${sized}`);
				assert.equal(await sideways(page), false);
				const over = await page
					.locator('main')
					.evaluate((one) => one.scrollWidth > one.clientWidth);
				assert.equal(over, false, 'nothing lies beside the page');
			},
		);
}

// SPDX-License-Identifier: Apache-2.0
/* Plays with many people at once: tried, changed, taken back, deleted by their number. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { LOOKS, axe, goTo, said, settled, sideways, signIn, soon } from './stage.mjs';

const CROWD = 130;
const FEW = 12;
const OWN = { field: 'tags', operator: 'eq', value: 'crowd' };
const ELSEWHERE = 100;
const TURNS = 60; /* so many that the last is still to come when the page is there */

async function crowdMake(server, count, tag) {
	for (let i = 0; i < count; i++)
		await server.api('POST', '/contacts/', {
			locationId: server.demo.locationId,
			firstName: `Crowd ${i}`,
			city: i === 0 ? 'Crowdville' : 'Bonn',
			tags: [tag],
		});
}

export function manyPlays(play, options) {
	const shot = (page, name) =>
		page.screenshot({ path: join(options.pictures, `${name}.png`) });

	play(
		'all that match get a field, have it back, and are deleted by their number',
		{},
		async ({ page, server }) => {
			const dialog = page.locator('dialog');
			const there = async (field, value) =>
				(
					await server.api('POST', '/contacts/search', {
						locationId: server.demo.locationId,
						pageLimit: 1,
						filters: [
							{ field, operator: 'eq', value },
							OWN /* other plays make crowds, too */,
						],
					})
				).total;

			await crowdMake(server, CROWD, 'crowd');
			await signIn(page, server);
			await goTo(page, '/people?tag=crowd');
			await page.locator('.body [role=row] input').nth(0).click();
			await page.click(
				`button:has-text("Choose all ${CROWD} that match")`,
			);
			await soon(
				() => page.locator('.chosen').innerText(),
				(text) =>
					text.includes(
						`All ${CROWD} that match are chosen`,
					),
			);
			assert.equal(
				await page
					.locator('.body [role=row] input:not(:checked)')
					.count(),
				0,
				'all are chosen, and look so',
			);
			await page
				.locator('.chosen button', { hasText: 'Set a field' })
				.click();
			const verb = dialog.locator('button', {
				hasText: `Set a field of ${CROWD} people`,
			});
			assert.ok(await verb.isDisabled(), 'nothing is said yet');
			await dialog
				.getByLabel('Field', { exact: true })
				.selectOption('City');
			await dialog
				.getByLabel('New value (empty: cleared)')
				.fill('Crowdville');
			await soon(
				() => dialog.innerText(),
				(text) =>
					text.includes(`It is ${CROWD} people:`) &&
					text.includes('has it already') &&
					text.includes('Bonn → Crowdville'),
			);
			assert.equal(
				await there('city', 'Crowdville'),
				1,
				'nothing is changed yet',
			);
			await axe(page, 'a field for many');
			await verb.click();
			await soon(
				() => page.locator('.panel.line').innerText(),
				(text) =>
					text.includes(
						`${CROWD - 1} people changed. 1 had it already.`,
					),
			);
			assert.equal(await there('city', 'Crowdville'), CROWD);
			await axe(page, 'many are changed');
			await page
				.locator('.panel.line button', { hasText: 'Undo' })
				.click();
			await soon(
				() => page.locator('.panel.line').innerText(),
				(text) =>
					text.includes(
						`${CROWD - 1} people are as before.`,
					),
			);
			assert.equal(await there('city', 'Crowdville'), 1);
			await page
				.locator('.panel.line button', { hasText: 'Close' })
				.click();

			await page
				.locator('.chosen button', { hasText: 'Delete' })
				.click();
			const ends = dialog.locator('button.bad');
			await dialog
				.getByLabel(`Type ${CROWD} to go on`)
				.fill(String(CROWD - 1));
			assert.ok(await ends.isDisabled(), 'it is another number');
			await dialog
				.getByLabel(`Type ${CROWD} to go on`)
				.fill(String(CROWD));
			await axe(page, 'many are to be deleted');
			await ends.click();
			await soon(
				() => said(page),
				(text) => text.includes(`${CROWD} people deleted.`),
			);
			assert.equal(await there('tags', 'crowd'), 0);
			assert.equal(await page.locator('.chosen').count(), 0);
		},
	);

	play(
		'what was begun elsewhere is seen while it goes on, and when it is over',
		{},
		async ({ page, server }) => {
			const filters = [
				{ field: 'tags', operator: 'eq', value: 'elsewhere' },
			];

			await crowdMake(server, ELSEWHERE, 'elsewhere');
			await signIn(page, server);
			for (let i = 0; i < TURNS; i++)
				await server.api('POST', '/bulk', {
					filters,
					do: {
						[i % 2 ? 'addTags' : 'removeTags']: [
							'turn',
						],
					},
				});
			await goTo(page, '/people?tag=elsewhere');
			await soon(
				() => page.locator('.panel.line').innerText(),
				(text) => text.includes(`${ELSEWHERE} people changed.`),
			);
		},
	);

	for (const [look, size, sized] of LOOKS)
		play(
			`what is done with many fits: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true },
			async ({ page, server }) => {
				const dialog = page.locator('dialog');

				await crowdMake(server, FEW, `few-${sized}`);
				await signIn(page, server);
				await goTo(page, `/people?tag=few-${sized}`);
				await page
					.locator('.body [role=row] input')
					.nth(0)
					.click();
				await page
					.getByRole('button', {
						name: `Alle ${FEW}, die passen, auswählen`,
					})
					.click();
				await settled(page);
				assert.equal(await sideways(page), false, 'chosen');
				await shot(page, `many-chosen-${sized}`);
				await page
					.locator('.chosen button', {
						hasText: 'Schlagwort geben',
					})
					.click();
				await dialog.locator('input').fill('Sommer');
				await soon(
					() => dialog.innerText(),
					(text) =>
						text.includes(
							`Es sind ${FEW} Personen:`,
						),
				);
				await axe(page, 'a tag for many');
				assert.equal(
					await sideways(page),
					false,
					'a tag for many',
				);
				await shot(page, `many-ask-${sized}`);
				await page.keyboard.press('Enter');
				await soon(
					() => page.locator('.panel.line').innerText(),
					(text) =>
						text.includes(
							`${FEW} Personen geändert.`,
						),
				);
				await settled(page);
				await axe(page, 'many have it');
				assert.equal(
					await sideways(page),
					false,
					'many have it',
				);
				await shot(page, `many-done-${sized}`);
			},
		);
}

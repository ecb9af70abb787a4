// SPDX-License-Identifier: Apache-2.0
/* Plays with files of people: one is read, told apart, checked, imported and undone; the list is
 * written into one. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DESK, LOOKS, axe, goTo, settled, sideways, signIn, soon } from './stage.mjs';

const ROWS = [
	'Vorname;Nachname;E-Mail;Ort;Bemerkung',
	'Nora;Einfuhr;nora.einfuhr@example.com;Bonn;<b>neu</b>',
	'Olaf;Einfuhr;olaf.einfuhr@example.com;Köln;',
	'Pia;Einfuhr;no address;Trier;',
	'Quer;Einfuhr;nora.einfuhr@example.com;;',
];

const choose = (page, text) =>
	page.getByLabel('File', { exact: true }).setInputFiles({
		name: 'people.csv',
		mimeType: 'text/csv',
		buffer: Buffer.from(text, 'latin1'),
	});

const found = async (server, text) =>
	(
		await server.api('POST', '/contacts/search', {
			locationId: server.demo.locationId,
			pageLimit: 20,
			query: text,
		})
	).total;

export function filePlays(play, options) {
	const shot = (page, name) =>
		page.screenshot({
			path: join(options.pictures, `${name}.png`),
			fullPage: true,
		});

	play(
		'a file of people is read, told apart, checked, imported and undone',
		{},
		async ({ page, server }) => {
			const head = (text) =>
				page.getByRole('heading', { name: text, exact: true }).waitFor();

			await signIn(page, server);
			await goTo(page, '/people');
			await page
				.getByRole('link', { name: 'Import and export' })
				.click();
			await choose(page, '\n');
			await page.locator('[role=alert]').waitFor();
			await choose(page, ROWS.join('\r\n'));
			await head('Which column is what?');
			await soon(
				() => page.locator('form').innerText(),
				(text) =>
					/4 rows · windows-1252/.test(text) &&
					text.includes('<b>neu</b>'),
			);
			const column = (name) => page.getByLabel(name, { exact: true });
			assert.equal(await column('Vorname').inputValue(), 'firstName');
			assert.equal(await column('E-Mail').inputValue(), 'email');
			assert.equal(await column('Bemerkung').inputValue(), '');
			await column('Bemerkung').selectOption('city');
			await soon(
				() => page.locator('form').innerText(),
				(text) => /Two columns would be City/.test(text),
			);
			const check = page.getByRole('button', {
				name: 'Show what would happen',
			});
			assert.ok(await check.isDisabled());
			await column('Bemerkung').selectOption('source');
			await axe(page, 'the columns of a file');
			await shot(page, 'files-columns');
			await check.click();
			await head('This would happen');
			assert.equal(
				await found(server, 'einfuhr'),
				0,
				'nothing was imported yet',
			);
			const counts = async () =>
				(await page.locator('dl div').allInnerTexts()).map(
					(text) => text.replace(/\s+/g, ' '),
				);
			assert.deepEqual(await counts(), [
				'new 2',
				'changed 1',
				'same 0',
				'unclear 0',
				'left out 1',
			]);
			await page.locator('summary').click();
			await soon(
				() => page.locator('details').innerText(),
				(text) =>
					/Line 4/.test(text) &&
					/email must be an email/.test(text),
			);
			await axe(page, 'a file that was checked');
			await shot(page, 'files-checked');
			await page
				.getByRole('button', { name: 'Import 3 rows' })
				.click();
			await head('Imported');
			assert.equal(await found(server, 'einfuhr'), 2);
			await page.reload();
			await head('Imported');
			await page
				.getByRole('button', { name: 'Undo the import' })
				.click();
			await page
				.locator('dialog')
				.getByRole('button', { name: 'Undo the import' })
				.click();
			await head('Undone');
			await soon(
				() => page.locator('main').innerText(),
				(text) => /2 removed/.test(text),
			);
			assert.equal(await found(server, 'einfuhr'), 0);
			await axe(page, 'an import that was undone');
		},
	);

	play(
		'what the list of people shows is written into a file',
		{},
		async ({ page, server }) => {
			await server.api('POST', '/contacts/', {
				locationId: server.demo.locationId,
				firstName: '=1+1',
				lastName: 'Ausfuhr',
				email: 'ausfuhr@example.com',
			});
			await signIn(page, server);
			await goTo(page, '/people?q=ausfuhr');
			await page
				.getByRole('link', { name: 'Import and export' })
				.click();
			await page
				.getByText('The people that the list shows')
				.waitFor();
			const [saved] = await Promise.all([
				page.waitForEvent('download'),
				page
					.getByRole('button', { name: 'Write the file' })
					.click(),
			]);
			assert.match(saved.suggestedFilename(), /^contacts-.*\.csv$/);
			const lines = readFileSync(await saved.path(), 'utf8')
				.trim()
				.split(/\r?\n/);
			assert.equal(lines.length, 2, lines.join('\n'));
			assert.match(lines[1], /'=1\+1/);
			assert.match(lines[1], /ausfuhr@example\.com/);
			await page.getByText('has 1 people').waitFor();
		},
	);

	for (const [look, size, sized] of LOOKS)
		play(
			`import and export fit: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true },
			async ({ page, server }) => {
				await signIn(page, server);
				await goTo(page, '/people');
				await page
					.getByRole('link', {
						name: 'Einfuhr und Ausfuhr',
					})
					.click();
				await page
					.getByLabel('Datei', { exact: true })
					.setInputFiles({
						name: 'people.csv',
						mimeType: 'text/csv',
						buffer: Buffer.from(
							ROWS.join('\n'),
							'utf8',
						),
					});
				await page
					.getByRole('heading', {
						name: 'Welche Spalte ist was?',
					})
					.waitFor();
				await settled(page);
				await axe(page, `files, ${sized}`);
				await shot(page, `files-${sized}`);
				assert.equal(await sideways(page), false);
				if (size === DESK) return;
				assert.equal(
					await page.locator('form .input').count(),
					5,
				);
			},
		);
}

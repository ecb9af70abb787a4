// SPDX-License-Identifier: Apache-2.0
/* A play with a block of cells from a table program: taken, refused, undone. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cell, counted, fleet, tell, told } from './fleet.mjs';
import { axe, goTo, signIn, soon } from './stage.mjs';

/* As the browser does it when somebody presses Ctrl V. */
const paste = (page, text) =>
	page.getByRole('grid').evaluate((grid, plain) => {
		const clipboardData = new DataTransfer();
		clipboardData.setData('text/plain', plain);
		grid.dispatchEvent(
			new ClipboardEvent('paste', { clipboardData, bubbles: true }),
		);
	}, text);

const BLOCK = [
	['7.5', '1200', '3.1.2020', 'Sloop'],
	['long', '', '', ''],
	['3', '', '', 'Barge'],
	['9'],
];
const TOLD = [
	/5 cells changed/,
	/2 cells were refused/,
	/Row 2, Length/,
	/length must be a number/,
	/Row 3, Rig/,
	/rig must be one of its options/,
	/1 cell lies beyond/,
];

export function pastePlays(play, options) {
	play(
		'a block of cells is pasted, what is refused is told, and all of it is undone',
		{},
		async ({ page, server }) => {
			const { path, make, read } = await fleet(server, 'pasted');
			const values = async (id) => (await read(id)).properties;
			const last = await make({ name: 'Cilla', length: 3 });
			const had = { name: 'Berta', length: 2, rig: 'ketch' };
			const second = await make(had);
			const first = await make({ name: 'Alma', length: 1 });

			await signIn(page, server);
			await goTo(page, path);
			await counted(page, 3);
			await page.getByRole('grid').focus();
			await page.keyboard.press('ArrowRight');
			await paste(page, BLOCK.map((line) => line.join('\t')).join('\r\n'));
			const report = page.locator('dialog');
			await soon(
				() => report.innerText(),
				(text) => TOLD.every((one) => one.test(text)),
			);
			await axe(page, 'what was not pasted');
			await page.screenshot({
				path: join(options.pictures, 'objects-paste.png'),
			});
			await report.getByRole('button', { name: 'Close' }).last().click();
			await told(cell(page, 0, 1), '7.5');
			await told(cell(page, 0, 4), 'Sloop');
			await told(cell(page, 1, 4), '');
			const now = await values(first);
			assert.equal(now.launched, '2020-01-03');
			assert.equal(now.price.value, 1200);
			assert.deepEqual(await values(second), { name: 'Berta', length: 2 });
			assert.deepEqual(await values(last), { name: 'Cilla', length: 3 });
			await page.keyboard.press('Control+z');
			await told(cell(page, 0, 1), '1');
			await told(cell(page, 1, 4), 'Ketch');
			await tell(page, 'Undone.');
			assert.deepEqual(await values(first), { name: 'Alma', length: 1 });
			assert.deepEqual(await values(second), had);
			/* what is too much changes nothing */
			await paste(page, '5\n'.repeat(5001));
			await tell(page, 'No more than 5000 cells');
			assert.equal((await values(first)).length, 1);
		},
	);
}

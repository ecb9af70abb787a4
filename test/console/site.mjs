// SPDX-License-Identifier: Apache-2.0
/* Plays with a site beside the demo: it is connected through its own consent page, a recipe becomes
 * a flow, the flow is looked at, tried, changed, switched on. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ANN, PASSWORD, axe, goTo, said, signFirst, signIn, siteStart, soon } from './stage.mjs';

const servers = [];

export const siteServers = () => servers;

/* One for all plays that only need one; signed in for the first time already. */
let shared;
async function started(options, first) {
	const server = await siteStart(options);

	servers.push(server);
	if (first) await signFirst(server);
	return server;
}

/* The password was given long ago. */
function longAgo(server) {
	const sql = 'UPDATE session SET proved_at = 0';

	execFileSync('python3', [
		'-c',
		`import sqlite3,sys,glob
for f in glob.glob(sys.argv[1] + '/*.db'):
    c = sqlite3.connect(f, timeout=30); c.execute(sys.argv[2]); c.commit()`,
		server.folder,
		sql,
	]);
}

export function sitePlays(play, options) {
	const on = () => (shared ??= started(options, true));

	play(
		'a site is connected through its own consent page, checked, changed and removed',
		{ on },
		async ({ page, context, server }) => {
			const shot = (name) =>
				page.screenshot({ path: join(options.pictures, `${name}.png`) });

			await signIn(page, server);
			await goTo(page, '/connections');
			await page.click('button:has-text("Add connection")');
			await axe(page, 'kinds of connections');
			await shot('connect-kinds');
			await page.click('.kind:has-text("A WordPress site")');
			await page.getByLabel('Address of the site').fill(server.site.base);
			const opens = context.waitForEvent('page');
			await page.click('a:has-text("Allow on the site")');
			const consent = await opens;
			await consent.click('button:has-text("Yes")');
			const password = await consent.locator('code').innerText();
			await consent.close();
			assert.equal(password, PASSWORD);
			await page.getByLabel('Login name there').fill('nobody');
			await page.getByLabel('Application password').fill(password);
			await axe(page, 'a connection');
			await shot('connect-site');
			await page.click('dialog button.main');
			const card = page.locator('li', { hasText: server.site.base });
			await soon(
				() => card.innerText(),
				(text) =>
					text.includes('refused') &&
					text.includes('is not accepted'),
			);
			await axe(page, 'a connection that is refused');
			await shot('connect-refused');

			/* what is proved wants the password once more, and is asked again */
			longAgo(server);
			await page.waitForTimeout(2500);
			await card.locator('button:has-text("Change")').click();
			await page.getByLabel('Login name there').fill('ann');
			await page.getByLabel('Application password').fill(password);
			await page.click('dialog button.main');
			const proof = page.locator('dialog', { hasText: 'once more' });
			await proof.getByLabel('Password').fill('not this one');
			await page.keyboard.press('Enter');
			await soon(
				() => proof.locator('[aria-invalid]').count(),
				(count) => count === 1,
			);
			await axe(page, 'the password once more');
			await shot('connect-prove');
			await proof.getByLabel('Password').fill(ANN.password);
			await page.keyboard.press('Enter');
			await soon(
				() => card.innerText(),
				(text) =>
					text.includes('fine') &&
					text.includes('Asked as ann'),
			);
			await shot('connect-fine');

			await card.locator('button:has-text("Remove")').click();
			await axe(page, 'removing a connection');
			await page.click('dialog button:has-text("Remove 1 connection")');
			await soon(
				() => said(page),
				(text) => text.includes('removed.'),
			);
			await soon(
				() => card.count(),
				(count) => count === 0,
			);
			assert.deepEqual((await server.api('GET', '/connections')).connections, []);
		},
	);
}

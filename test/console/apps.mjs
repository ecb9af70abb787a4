// SPDX-License-Identifier: Apache-2.0
/* Plays with applications: one is made, allowed by a person, forbidden, renewed and deleted. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { axe, goTo, said, signIn, soon } from './stage.mjs';

const CSRF = /name="csrf" value="([^"]*)"/;
const NAME = 'Newsletter <b>tool</b>';
const dialog = (page) => page.locator('dialog');
const row = (page) => page.locator('.entries > li', { hasText: NAME });
const tell = (page, text) =>
	soon(
		() => said(page),
		(all) => all.includes(text),
	);

async function does(page, what) {
	await row(page).getByRole('button', { name: /^What can be done/ }).click();
	await page.getByRole('button', { name: what, exact: true }).click();
}

/* What the application itself asks: with a form, for its tokens. */
async function token(server, words) {
	const reply = await fetch(`${server.base}/oauth/token`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(words),
	});

	return { status: reply.status, ...(await reply.json()) };
}

const status = async (server, access, path) =>
	(
		await fetch(server.base + path, {
			headers: { Authorization: `Bearer ${access}`, Version: '2021-07-28' },
		})
	).status;

export function appPlays(play, options) {
	const shot = (page, name) =>
		page.screenshot({ path: join(options.pictures, `${name}.png`) });

	play(
		'an application is made, allowed in a place, forbidden there, renewed and deleted',
		{},
		async ({ page, server }) => {
			const back = 'https://app.example/back';
			const people = `/contacts/?locationId=${server.demo.locationId}`;
			const make = page.getByRole('button', { name: 'Make the application' });
			const secretField = dialog(page).getByLabel('The client secret');

			await signIn(page, server);
			await goTo(page, '/settings');
			await page.getByRole('link', { name: 'Applications' }).click();
			await page.getByText('No applications yet').waitFor();
			await axe(page, 'no applications');
			await page.getByRole('button', { name: 'New application' }).click();
			assert.ok(await make.isDisabled(), 'one without a name is not made');
			await dialog(page).getByLabel('What it is called').fill(NAME);
			const to = dialog(page).getByLabel('Where people are sent back to');
			await to.fill('nowhere at all');
			await make.click();
			await dialog(page)
				.locator('.bad')
				.filter({ hasText: 'nowhere at all cannot be registered' })
				.first()
				.waitFor();
			await to.fill(`\n ${back} \n\n`);
			await dialog(page).getByLabel('Choose').check();
			assert.ok(await make.isDisabled(), 'one without any right is not made');
			await dialog(page)
				.getByLabel('Contacts', { exact: true })
				.selectOption('see');
			await axe(page, 'a new application');
			await shot(page, 'app-new');
			await make.click();
			const secret = await soon(
				() => secretField.inputValue(),
				(text) => text.length > 20,
			);
			await axe(page, 'a secret that is shown');
			await shot(page, 'app-shown');
			await page.getByRole('button', { name: 'I have kept it' }).click();
			await soon(
				() => row(page).innerText(),
				(text) => /1 right/.test(text) && /not allowed anywhere/.test(text),
			);
			assert.ok(!(await page.content()).includes(secret), 'it is shown once');
			const client = await row(page).locator('.mono').innerText();

			/* a person allows it, and it gets its token */
			const asked = new URLSearchParams({
				response_type: 'code',
				client_id: client,
				redirect_uri: back,
				scope: 'contacts.readonly',
				state: 'kept',
			});
			const visit = page.context().request;
			const choose = await visit.get(
				`${server.base}/oauth/chooselocation?${asked}`,
			);
			const went = await visit.post(`${server.base}/oauth/consent`, {
				form: {
					...Object.fromEntries(asked),
					csrf: CSRF.exec(await choose.text())[1],
					place: server.demo.locationId,
					decision: 'allow',
				},
				headers: { Origin: server.base },
				maxRedirects: 0,
			});
			assert.equal(went.status(), 303, await went.text());
			const code = new URL(went.headers().location).searchParams.get('code');
			const words = { client_id: client, client_secret: secret };
			const got = await token(server, {
				...words,
				grant_type: 'authorization_code',
				code,
				redirect_uri: back,
			});
			assert.equal(got.status, 200, JSON.stringify(got));
			assert.equal(await status(server, got.access_token, people), 200);

			/* renewed: the old secret ends at once */
			await page.reload();
			await row(page).getByText('allowed in 1 place').click();
			await axe(page, 'applications');
			await shot(page, 'apps');
			await does(page, 'Renew the secret');
			await dialog(page)
				.getByLabel('The old one goes on for')
				.selectOption('0');
			await page.getByRole('button', { name: 'Renew', exact: true }).click();
			const renewed = await soon(
				() => secretField.inputValue(),
				(text) => text.length > 20 && text !== secret,
			);
			await page.keyboard.press('Escape');
			const refresh = {
				grant_type: 'refresh_token',
				refresh_token: got.refresh_token,
			};
			assert.equal((await token(server, { ...words, ...refresh })).status, 401);
			const next = await token(server, {
				...words,
				client_secret: renewed,
				...refresh,
			});
			assert.equal(next.status, 200, JSON.stringify(next));

			/* changed: its rights stay as they were */
			await does(page, 'Change');
			await to.fill(`${back}\nhttps://app.example/elsewhere`);
			await dialog(page).getByLabel('As now: 1 right').waitFor();
			await page
				.locator('dialog')
				.getByRole('button', { name: 'Change', exact: true })
				.click();
			await tell(page, 'is kept');
			await soon(
				() => row(page).innerText(),
				(text) => text.includes('/elsewhere') && /1 right/.test(text),
			);

			/* forbidden there, and deleted */
			await page.getByRole('button', { name: /^Forbid/ }).click();
			await dialog(page)
				.getByRole('button', { name: 'Forbid', exact: true })
				.click();
			await tell(page, 'is not allowed there any more');
			await soon(
				() => status(server, next.access_token, people),
				(code) => code === 401,
			);
			await does(page, 'Delete');
			await dialog(page)
				.getByRole('button', { name: 'Delete', exact: true })
				.click();
			await tell(page, 'is deleted');
			await page.getByText('No applications yet').waitFor();
		},
	);
}

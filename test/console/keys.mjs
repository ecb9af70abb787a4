// SPDX-License-Identifier: Apache-2.0
/* Plays with who may come in and who is told: tokens, people who sign in, webhooks, the audit. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { join } from 'node:path';
import {
	ANN,
	DESK,
	LOOKS,
	axe,
	goTo,
	said,
	serverStart,
	settled,
	sideways,
	signFirst,
	signIn,
	soon,
} from './stage.mjs';

const dialog = (page) => page.locator('dialog');
const row = (page, name) => page.locator('.entries li', { hasText: name });
const tell = (page, text) =>
	soon(
		() => said(page),
		(all) => all.includes(text),
	);

const status = async (server, secret, path, method = 'GET', body = undefined) =>
	(
		await fetch(server.base + path, {
			method,
			headers: {
				Authorization: `Bearer ${secret}`,
				Version: '2021-07-28',
				...(body ? { 'Content-Type': 'application/json' } : {}),
			},
			...(body ? { body: JSON.stringify(body) } : {}),
		})
	).status;

/* Somebody who hears what a webhook tells. */
async function receiver() {
	const heard = [];
	const plan = { status: 200 };
	const server = createServer((request, reply) => {
		let body = '';
		request.on('data', (bytes) => (body += bytes));
		request.on('end', () => {
			heard.push({ headers: request.headers, body: JSON.parse(body) });
			reply.writeHead(plan.status).end('heard');
		});
	});

	await new Promise((go) => server.listen(0, '127.0.0.1', go));
	const url = `http://127.0.0.1:${server.address().port}/hear`;
	return { url, heard, plan, stop: () => server.close() };
}

/* One that may tell a receiver on this machine. */
const servers = [];
export const keyServers = () => servers;

async function near(options) {
	const server = await serverStart(options.server, {
		GROUNDLEVEL_PRIVATE_NETWORKS: 'true',
	});

	servers.push(server);
	await signFirst(server);
	return server;
}

export function keyPlays(play, options) {
	const shot = (page, name) =>
		page.screenshot({ path: join(options.pictures, `${name}.png`) });

	play(
		'a token is made with some rights, shown once, renewed and taken back',
		{},
		async ({ page, server }) => {
			const { locationId } = server.demo;
			const people = `/contacts/?locationId=${locationId}`;
			const person = {
				locationId,
				firstName: 'Grace',
				email: 'grace.token@example.com',
			};

			await signIn(page, server);
			await goTo(page, '/settings');
			await page.getByRole('link', { name: 'Tokens' }).click();
			await page.getByRole('button', { name: 'New token' }).click();
			await dialog(page)
				.getByLabel('What it is for')
				.fill('Newsletter <b>tool</b>');
			assert.ok(
				await dialog(page)
					.getByText('What it may', { exact: true })
					.isVisible(),
			);
			await dialog(page).getByLabel('Choose').check();
			const make = page.getByRole('button', { name: 'Make the token' });
			assert.ok(
				await make.isDisabled(),
				'a token without any right is not made',
			);
			await dialog(page)
				.getByLabel('Contacts', { exact: true })
				.selectOption('see');
			await dialog(page)
				.getByLabel('How long it lasts')
				.selectOption('30');
			await axe(page, 'a new token');
			await shot(page, 'token-new');
			await make.click();
			const field = dialog(page).getByLabel('The token');
			const secret = await soon(
				() => field.inputValue(),
				(text) => text.startsWith('pit-'),
			);
			await axe(page, 'a token that is shown');
			await shot(page, 'token-shown');
			await page.getByRole('button', { name: 'I have kept it' }).click();
			await soon(
				() => row(page, 'Newsletter <b>tool</b>').innerText(),
				(text) =>
					/1 right/.test(text) &&
					/not seen in use yet/.test(text) &&
					/ends /.test(text),
			);
			assert.ok(
				!(await page.content()).includes(secret),
				'it is shown once',
			);
			assert.equal(await status(server, secret, people), 200);
			assert.equal(
				await status(server, secret, '/contacts/', 'POST', person),
				401,
			);
			await axe(page, 'tokens');

			await row(page, 'Newsletter')
				.getByRole('button', { name: /^Renew/ })
				.click();
			await dialog(page)
				.getByLabel('The old one goes on for')
				.selectOption('0');
			await page
				.getByRole('button', { name: 'Renew', exact: true })
				.click();
			const renewed = await soon(
				() => field.inputValue(),
				(text) => text.startsWith('pit-') && text !== secret,
			);
			await page.keyboard.press('Escape');
			assert.equal(await status(server, renewed, people), 200);
			await soon(
				() => status(server, secret, people),
				(code) => code === 401,
			);

			await row(page, 'Newsletter')
				.getByRole('button', { name: /^Take back/ })
				.click();
			await page
				.getByRole('button', { name: 'Take back', exact: true })
				.click();
			await tell(page, 'is taken back');
			assert.equal(await status(server, renewed, people), 401);
			await page.locator('summary').click();
			await soon(
				() => page.locator('details').innerText(),
				(text) => /ended/.test(text) && /taken back/.test(text),
			);
		},
	);

	play(
		'somebody is invited, comes in by the link, and may as much as the role says',
		{},
		async ({ page, server, context }) => {
			await signIn(page, server);
			await goTo(page, '/settings/team');
			await page.getByRole('button', { name: 'Invite somebody' }).click();
			await dialog(page).getByLabel('E-mail').fill('edna@example.com');
			await dialog(page)
				.getByLabel('Name', { exact: true })
				.fill('Edna Mode');
			await dialog(page).getByLabel('Viewer').check();
			await axe(page, 'an invitation');
			await shot(page, 'invite');
			await page.getByRole('button', { name: 'Make the link' }).click();
			const link = await soon(
				() => dialog(page).getByLabel('The link').inputValue(),
				(text) => text.includes('#invite='),
			);
			await page.getByRole('button', { name: 'I have kept it' }).click();
			await soon(
				() => row(page, 'Edna Mode').innerText(),
				(text) => /invited/.test(text),
			);
			const role = page.getByLabel('Role of Edna Mode');
			assert.equal(await role.inputValue(), 'viewer');
			assert.equal(
				await row(page, ANN.email).getByRole('combobox').count(),
				0,
				'not oneself',
			);
			await role.selectOption('editor');
			await tell(page, 'Edna Mode: Editor.');
			await axe(page, 'the team');
			await shot(page, 'team');

			const other = await context
				.browser()
				.newContext({ locale: 'en-GB' });
			const guest = await other.newPage();
			await guest.goto(link);
			await guest.getByLabel('Your name').fill('Edna Mode');
			await guest.getByLabel('Password').fill('a long password');
			await guest.click('button.main');
			await guest.waitForSelector('nav');
			await goTo(guest, '/settings');
			await soon(
				() => guest.locator('main').innerText(),
				(text) =>
					text.includes('edna@example.com') &&
					!text.includes('Tokens'),
			);
			await goTo(guest, '/settings/team');
			await soon(
				() => row(guest, 'Edna Mode').innerText(),
				(text) => /Editor/.test(text),
			);
			assert.equal(
				await guest
					.getByRole('button', { name: /Invite|Remove/ })
					.count(),
				0,
			);
			await other.close();

			await row(page, 'Edna Mode')
				.getByRole('button', { name: /^Remove/ })
				.click();
			await page
				.getByRole('button', { name: 'Remove', exact: true })
				.click();
			await tell(page, 'Edna Mode is removed.');
			await soon(
				() => row(page, 'Edna Mode').count(),
				(count) => count === 0,
			);
			await goTo(page, '/settings/audit');
			const list = () => page.locator('ol.entries').innerText();
			const text = await soon(list, (all) => /Removed a user/.test(all));
			assert.match(text, /Set a role/);
			assert.match(text, /Invited somebody[\s\S]*Ann Harbour/);
			assert.match(text, /Signed in/);
			await axe(page, 'the audit');
			await shot(page, 'audit');
		},
	);

	play(
		'a webhook is made, tried, looked into, told again, switched off and deleted',
		{ on: () => near(options) },
		async ({ page, server }) => {
			const to = await receiver();

			await signIn(page, server);
			await goTo(page, '/settings/webhooks');
			await page.getByRole('button', { name: 'New webhook' }).click();
			await dialog(page).getByLabel('Address').fill(to.url);
			await dialog(page)
				.getByLabel('Name', { exact: true })
				.fill('The shop');
			await dialog(page).getByLabel('only these').check();
			await dialog(page)
				.getByLabel('ContactCreate', { exact: true })
				.check();
			await axe(page, 'a new webhook');
			await shot(page, 'webhook-new');
			await page
				.getByRole('button', { name: 'Make the webhook' })
				.click();
			await row(page, 'The shop').waitFor();
			const choose = async (title) => {
				await page
					.getByRole('button', {
						name: 'What to do with The shop',
					})
					.click();
				await page
					.locator('.menu')
					.getByRole('button', { name: title, exact: true })
					.click();
			};
			await choose('Try');
			await tell(page, 'It answered 200');
			assert.equal(to.heard.length, 1);
			to.plan.status = 500;
			await server.api('POST', '/contacts/', {
				locationId: server.demo.locationId,
				firstName: 'Heard',
			});
			await row(page, 'The shop')
				.getByRole('link', { name: /^Deliveries/ })
				.click();
			const one = page.locator('section .list li').first();
			const again = page.getByRole('button', { name: 'Look again' });
			await soon(
				async () => {
					await again.click();
					await page.waitForTimeout(100);
					return one.innerText();
				},
				(text) =>
					/ContactCreate/.test(text) &&
					/tried again 500/.test(text),
			);
			await axe(page, 'deliveries');
			await shot(page, 'webhooks');
			to.plan.status = 200;
			await one.click();
			await soon(
				() => dialog(page).innerText(),
				(text) =>
					/Try 1:/.test(text) &&
					/500/.test(text) &&
					/heard/.test(text),
			);
			await page.locator('dialog summary').click();
			await soon(
				() => dialog(page).innerText(),
				(text) => /"firstName": "Heard"/.test(text),
			);
			await axe(page, 'a delivery');
			await shot(page, 'delivery');
			await page.getByRole('button', { name: 'Send again' }).click();
			await soon(
				async () => {
					await again.click();
					await page.waitForTimeout(100);
					return one.innerText();
				},
				(text) => /taken 200/.test(text),
			);
			await choose('Change');
			assert.ok(
				await dialog(page)
					.getByLabel('ContactCreate', { exact: true })
					.isChecked(),
			);
			await dialog(page).getByLabel('everything').check();
			await page
				.getByRole('button', { name: 'Change', exact: true })
				.click();
			await soon(
				() => row(page, 'The shop').first().innerText(),
				(text) => /everything/.test(text),
			);
			await choose('Switch off');
			await soon(
				() => row(page, 'The shop').first().innerText(),
				(text) => /off/.test(text),
			);
			await choose('Delete');
			await page
				.getByRole('button', { name: 'Delete', exact: true })
				.click();
			await tell(page, 'Deleted.');
			await soon(
				() => page.locator('main').innerText(),
				(text) => /Nobody is told yet/.test(text),
			);
			to.stop();
		},
	);

	for (const [look, size, sized] of LOOKS)
		play(
			`who may and who is told fit: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true },
			async ({ page, server }) => {
				await signIn(page, server);
				for (const name of [
					'tokens',
					'apps',
					'team',
					'webhooks',
					'audit',
				]) {
					await goTo(page, `/settings/${name}`);
					await page.locator('h1').waitFor();
					await settled(page);
					await axe(page, `${name}, ${sized}`);
					await shot(page, `${name}-${sized}`);
					assert.equal(await sideways(page), false, name);
					const thin = await page
						.locator('.entries > li > .what')
						.evaluateAll((all) =>
							all.filter((one) => one.clientWidth < 180),
						);
					assert.equal(thin.length, 0, `${name}: words squeezed`);
				}
				if (size === DESK) return;
				await page.getByRole('link', { name: 'Mehr' }).click();
				await page
					.getByRole('link', { name: 'Schlüssel' })
					.waitFor();
			},
		);
}

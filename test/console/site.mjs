// SPDX-License-Identifier: Apache-2.0
/* Plays with a site beside the demo: it is connected through its own consent page, a recipe becomes
 * a flow, the flow is looked at, tried, changed, switched on. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
	ANN,
	DESK,
	NARROW,
	PASSWORD,
	PHONE,
	axe,
	goTo,
	said,
	settled,
	sideways,
	signFirst,
	signIn,
	siteStart,
	soon,
} from './stage.mjs';

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
		{ on: () => started(options, true) },
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

	play(
		'from the printed link to members who are contacts, by the pages’ own words',
		{ on: () => started(options, false) },
		async ({ page, context, server }) => {
			const shot = (name) =>
				page.screenshot({
					path: join(options.pictures, `ten-${name}.png`),
				});
			let clicks = 0;
			let typed = 0;
			const click = async (words) => {
				clicks++;
				await words.click();
			};
			const type = async (field, text, secret) => {
				if (!secret) typed += text.length;
				await field.fill(text);
			};
			const button = (words) => page.locator(`button:has-text("${words}")`);

			await page.goto(`${server.base}/console/#first=${server.demo.firstCode}`);
			await type(page.getByLabel('Your name'), 'Ann');
			await type(page.getByLabel('Your e-mail'), ANN.email);
			await type(page.getByLabel('Password'), ANN.password, true);
			await type(page.getByLabel('Name of your place'), 'Harbour');
			await click(button('Go on'));
			await click(page.locator('main a:has-text("What should happen?")'));
			await axe(page, 'the recipes');
			await shot('recipes');
			await click(page.locator('a:has-text("A member is a contact")'));
			await click(page.getByLabel('Add connection').first());
			await click(page.locator('.kind:has-text("The site asks its owner")'));
			await type(page.getByLabel('Address of the site'), server.site.base);
			const opens = context.waitForEvent('page');
			await click(page.locator('a:has-text("Allow on the site")'));
			const consent = await opens;
			await click(consent.locator('button'));
			const password = await consent.locator('code').innerText();
			await consent.close();
			await type(page.getByLabel('Login name there'), 'ann');
			await type(page.getByLabel('Application password'), password, true);
			await click(button('Connect and check'));
			/* what is missing is named, and made */
			await soon(
				() => page.locator('form.panel').innerText(),
				(text) =>
					text.includes('Peer') &&
					text.includes('There is no field wp_user_id yet.'),
			);
			await axe(page, 'a recipe that lacks something');
			await shot('recipe');
			await click(button('Make it'));
			await soon(
				() => button('Show what it would do').isEnabled(),
				(enabled) => enabled,
			);
			await soon(
				() => page.locator('.missing').count(),
				(count) => count === 0,
			);
			await click(button('Show what it would do'));
			await soon(
				() => page.locator('.counts').innerText(),
				(text) => /made\s+3\s/.test(text),
			);
			await axe(page, 'what it would do');
			await shot('preview');
			const people = `/contacts/?locationId=${server.demo.locationId}`;
			const before = await server.api('GET', people);
			await click(button('Switch on'));
			await soon(
				() => said(page),
				(text) => text.includes('is on.'),
			);
			await soon(
				async () => (await server.api('GET', people)).meta.total,
				(total) => total === before.meta.total + 3,
			);
			await click(page.locator('nav a[href="/console/people"]'));
			await soon(
				() => page.locator('.body').innerText(),
				(text) => text.includes('mara@example.com'),
			);
			await shot('people');
			assert.ok(clicks <= 25, `${clicks} clicks`);
			assert.ok(typed <= 80, `${typed} characters`);
			console.log(`        ${clicks} clicks, ${typed} characters`);
		},
	);

	play(
		'a flow is changed step by step: tried with a real member, undone, mended',
		{ on },
		async ({ page, server }) => {
			const { api, demo, site } = server;
			const shot = (name) =>
				page.screenshot({
					path: join(options.pictures, `edit-${name}.png`),
				});
			const step = (at) => page.locator(`[data-at="${at}"]`);
			const file = {
				flow: 'edited',
				title: 'Members become contacts',
				on: { poll: 'accessally.members', use: 'edited' },
				do: [
					{
						id: 'c',
						upsert: 'highlevel.contact',
						set: {
							email: '{{ member.email }}',
							firstName: 'X',
						},
					},
				],
			};
			const { connection } = await api('POST', '/connections', {
				kind: 'wordpress',
				name: 'edited',
				baseUrl: site.base,
				account: 'ann',
				secret: PASSWORD,
				rate: 0,
				locationId: demo.locationId,
			});
			await api('POST', `/connections/${connection.id}/check`);
			await api('POST', '/flows/apply', { files: [JSON.stringify(file)] });
			await signIn(page, server);
			await goTo(page, '/flows/edited');
			await page.click('a:has-text("Change the steps")');
			await soon(
				() => page.locator('aside').innerText(),
				(text) => text.includes('fits'),
			);
			await axe(page, 'the editor');
			/* by keys alone: to the step, its first name picked from the sample */
			await page.keyboard.press('r');
			await soon(
				() => step('do[0]').innerText(),
				(text) => text.includes('would be made'),
			);
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowDown');
			await soon(
				() => step('do[0]').getAttribute('aria-current'),
				(current) => current === 'true',
			);
			const first = page.locator('.value', { hasText: 'First name' });
			await first.locator('button:has-text("Pick a value")').focus();
			await page.keyboard.press('Enter');
			await page.waitForSelector('.picker input');
			await page.keyboard.type('first');
			await soon(
				() => page.locator('.picker li button').count(),
				(count) => count === 1,
			);
			await axe(page, 'a value is picked');
			await shot('picker');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Enter');
			await soon(
				() => first.innerText(),
				(text) => /member · first_name[^]*MARA/.test(text),
			);
			/* undone and done again */
			await step('do[0]').focus();
			await page.keyboard.press('Control+z');
			await soon(
				() => first.locator('input').inputValue(),
				(text) => text === 'X',
			);
			await page.keyboard.press('Control+y');
			await soon(
				() => first.innerText(),
				(text) => text.includes('member · first_name'),
			);
			await first.locator('select').selectOption('lower');
			await soon(
				() => first.innerText(),
				(text) => text.includes('mara'),
			);
			/* a step is added behind it, and found as one types */
			await step('do[0]').focus();
			await page.keyboard.press('a');
			await page.waitForSelector('dialog input');
			await page.keyboard.type('add contact tags');
			await soon(
				() => page.locator('dialog li').count(),
				(count) => count >= 1,
			);
			await axe(page, 'adding a step');
			await page.locator('dialog input').fill('Add tags of a contact');
			await page.keyboard.press('Enter');
			await soon(
				() => step('do[1]').innerText(),
				(text) => text.includes('Add tags of a contact'),
			);
			/* what is wrong stands where it is */
			await step('on').click();
			await page.getByLabel('How often').fill('soon');
			await page.keyboard.press('Tab');
			await soon(
				() => step('on').innerText(),
				(text) => text.includes('1 thing to mend'),
			);
			await soon(
				() => page.locator('.step [role=alert]').innerText(),
				(text) => text.includes('must be a span'),
			);
			await axe(page, 'a step with something to mend');
			await shot('wrong');
			await step('on').focus();
			await page.keyboard.press('Control+z');
			await soon(
				() => page.locator('aside').innerText(),
				(text) => text.includes('fits'),
			);
			await step('do[1]').click();
			await step('do[1]').focus();
			await page.keyboard.press('Delete');
			await soon(
				() => step('do[1]').count(),
				(count) => count === 0,
			);
			/* the same file as text, checked the same */
			await page.click('button:has-text("As text")');
			const area = page.getByLabel('The file');
			const text = await area.inputValue();
			await area.fill(text.replace('"firstName"', '"fristName"'));
			await soon(
				() => page.locator('aside').innerText(),
				(words) => /fristName[^]*did you mean /.test(words),
			);
			await axe(page, 'a file as text');
			await area.fill(text);
			await soon(
				() => page.locator('aside').innerText(),
				(words) => words.includes('fits'),
			);
			/* what is not saved is there again */
			await page.reload();
			await page.waitForSelector('[data-at="do[0]"]');
			await soon(
				() => page.locator('.top').innerText(),
				(words) => words.includes('Not saved yet'),
			);
			await page.click('button:has-text("Save")');
			await soon(
				() => said(page),
				(words) => words.includes('Saved.'),
			);
			const { flow } = await api('GET', '/flows/edited');
			assert.deepEqual(flow.file.do[0].set, {
				email: '{{ member.email }}',
				firstName: '{{ lower(member.first_name) }}',
			});
			assert.equal(flow.enabled, false);
			/* trying and looking wrote nothing */
			const { asked } = await site.ask('GET', '/control');
			assert.equal(asked['wordpress-update-user'], undefined);
		},
	);

	for (const [look, size, locale, long] of [
		['light', DESK, 'en-GB', false],
		['dark', PHONE, 'de-DE', true],
		['light', NARROW, 'de-DE', true],
	])
		play(
			`recipes and the editor fit: ${look}, ${size.width} wide, ${locale}`,
			{ on, look, size, locale, long },
			async ({ page, server }) => {
				const file = {
					flow: 'looked-at',
					on: { hook: 'looked' },
					do: [{ stop: 'no' }],
				};
				await server.api('POST', '/flows/apply', {
					files: [JSON.stringify(file)],
				});
				await signIn(page, server);
				for (const path of [
					'/flows/recipes',
					'/flows/recipes/slots-to-member',
					'/flows/looked-at/edit',
					'/flows/new/edit',
				]) {
					await goTo(page, path);
					await settled(page);
					await axe(page, path);
					const name = path.slice(1).replace(/\W+/g, '-');
					await page.screenshot({
						path: join(
							options.pictures,
							`${name}-${size.width}-${look}.png`,
						),
					});
					assert.equal(
						await sideways(page),
						false,
						`${path} goes sideways`,
					);
				}
			},
		);
}

// SPDX-License-Identifier: Apache-2.0
/* Plays with the frame: its files, the first sign-in, keys, and how every page looks. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
	ANN,
	DESK,
	NARROW,
	PHONE,
	axe,
	goTo,
	idOf,
	settled,
	sideways,
	signIn,
	soon,
} from './stage.mjs';

/* These two come first, one after the other: who signs in is the others' account. */
export function firstPlays(play, options) {
	play(
		'every file of the page is there, compressed and lasting',
		{},
		async ({ server }) => {
			const html = await (await fetch(`${server.base}/console/`)).text();
			const names = [
				...html.matchAll(/(?:src|href)="(\/console\/assets\/[^"]+)"/g),
			].map((found) => found[1]);

			assert.ok(names.length >= 3, html);
			for (const name of names) {
				const reply = await fetch(server.base + name, {
					headers: { 'Accept-Encoding': 'gzip' },
				});
				const etag = reply.headers.get('etag');
				assert.equal(reply.status, 200, name);
				assert.equal(
					reply.headers.get('cache-control'),
					'public, max-age=31536000, immutable',
					name,
				);
				const body = await reply.text();
				/* a small one may gain nothing */
				if (body.length > 1500)
					assert.equal(
						reply.headers.get('content-encoding'),
						'gzip',
						name,
					);
				assert.match(
					reply.headers.get('content-type'),
					name.endsWith('.js') ? /javascript/ : /css/,
					name,
				);
				assert.equal(
					reply.headers.get('x-content-type-options'),
					'nosniff',
					name,
				);
				assert.ok(body.length > 50, name);
				const again = await fetch(server.base + name, {
					headers: {
						'Accept-Encoding': 'gzip',
						'If-None-Match': etag,
					},
				});
				assert.equal(again.status, 304, name);
			}
		},
	);

	play(
		'the link that the demo prints leads in once; then one signs in, and out',
		{},
		async ({ page, server }) => {
			const link = `${server.base}/console/#first=${server.demo.firstCode}`;

			await page.goto(link);
			await page.getByLabel('Your name').fill(ANN.name);
			assert.ok(
				!page.url().includes(server.demo.firstCode),
				'the code is not left in the address',
			);
			await page.getByLabel('Your e-mail').fill(ANN.email);
			await page.getByLabel('Password').fill('short');
			await page.getByLabel('Name of your place').fill('Harbour Yoga');
			await page.getByLabel('Time zone').selectOption('Europe/Berlin');
			await axe(page, 'the first sign-in');
			await page.screenshot({
				path: join(options.pictures, 'first-desk-light.png'),
			});
			await page.click('button.main');
			assert.equal(
				await page.locator('nav').count(),
				0,
				'a short password is not sent',
			);
			await page.getByLabel('Password').fill(ANN.password);
			await page.click('button.main');
			await page.waitForSelector('nav');
			await soon(
				() => page.locator('h1').innerText(),
				(text) => /^Good \w+, Ann$/.test(text),
			);
			await soon(
				() => page.locator('nav').innerText(),
				(text) => /Harbour Yoga/.test(text),
			);
			await page.reload();
			await page.waitForSelector('nav');
			await page.click('nav a[href="/console/settings"]');
			await soon(
				() => page.locator('main').innerText(),
				(text) => text.includes(ANN.email) && text.includes('here'),
			);
			await page.click('button:has-text("Sign out")');
			await page.waitForSelector('input[autocomplete=username]');
			await page.goto('about:blank');
			await page.goto(link);
			await page.getByLabel('Your name').fill('Eve');
			await page.getByLabel('Your e-mail').fill('eve@example.com');
			await page.getByLabel('Password').fill('another password');
			await page.getByLabel('Name of your place').fill('Elsewhere');
			await page.click('button.main');
			await page.waitForSelector('[role=alert]');
			await page.click('button:has-text("Sign in instead")');
			await page.fill('input[autocomplete=username]', ANN.email);
			await page.fill(
				'input[autocomplete=current-password]',
				'a wrong password',
			);
			await page.click('button.main');
			await page.waitForSelector('#wrong');
			await axe(page, 'a wrong password');
			assert.ok(
				await page
					.locator('input[type=password]')
					.evaluate((one) => one === document.activeElement),
			);
			await page.fill('input[autocomplete=current-password]', ANN.password);
			await page.click('button.main');
			await page.waitForSelector('nav');
			assert.deepEqual(
				await page.evaluate(() => [
					Object.keys(localStorage),
					document.cookie,
				]),
				[[], ''],
				'nothing of the session is where a script sees it',
			);
		},
	);
}

export function framePlays(play, options) {
	play(
		'the keys alone lead from home to a person and out again, with the focus kept',
		{},
		async ({ page, server }) => {
			await signIn(page, server);
			await page.keyboard.press('g');
			await page.keyboard.press('p');
			await page.waitForSelector('.body [role=row] a');
			await page.keyboard.press('j');
			await page.keyboard.press('j');
			await page.keyboard.press('x');
			await soon(
				() => page.locator('.chosen').innerText(),
				(text) => text.includes('1 chosen'),
			);
			await page.keyboard.press('Enter');
			await page.waitForSelector('aside .field');
			const name = await page.locator('aside h2').innerText();
			await page.keyboard.press(']');
			await soon(
				() =>
					page
						.locator('aside h2')
						.innerText()
						.catch(() => name),
				(now) => now !== name,
			);
			await page.keyboard.press('e');
			await soon(
				() => page.evaluate(() => document.activeElement?.tagName),
				(tag) => tag === 'INPUT',
			);
			await page.keyboard.press('Escape');
			await page.keyboard.press('Escape');
			await soon(
				() => page.locator('aside').count(),
				(count) => count === 0,
			);
			await page.keyboard.press('?');
			await page.waitForSelector('dialog:modal');
			await axe(page, 'the keys');
			await page.keyboard.press('Escape');
			await soon(
				() => page.locator('dialog').count(),
				(count) => count === 0,
			);
			await page.keyboard.press('/');
			await page.keyboard.type('nobody at all');
			await soon(
				() => page.locator('main').innerText(),
				(text) => text.includes('Nobody fits'),
			);
			await axe(page, 'nobody fits');
		},
	);

	const PAGES = [
		'/',
		'/people',
		'/people?open=ADA',
		'/people/ADA',
		'/calendars',
		'/flows',
		'/flows/nothing',
		'/flows/runs/7',
		'/connections',
		'/settings',
		'/nowhere',
	];
	const nameOf = (path) =>
		path
			.replace('?open=ADA', '-panel')
			.replace('/ADA', '-one')
			.replace(/\W+/g, '-')
			.replace(/^-|-$/g, '') || 'home';

	/* What axe looks at is the same in the last two, but for the places where things stand. */
	for (const [look, size, sized, locale, looks, long] of [
		['light', DESK, 'desk', 'en-GB', axe, false],
		['dark', PHONE, 'phone', 'de-DE', axe, true],
		['dark', DESK, 'desk', 'en-US', () => {}, true],
		['light', NARROW, 'narrow', 'de-DE', () => {}, true],
	])
		play(
			`every page fits and can be read: ${look}, ${size.width} wide, ${locale}`,
			{ look, size, locale, long },
			async ({ page, server }) => {
				const id = await idOf(server, 'ada@example.com');
				const shot = (name) =>
					page.screenshot({
						path: join(
							options.pictures,
							`${name}-${sized}-${look}.png`,
						),
					});

				await page.goto(`${server.base}/console/`);
				await page.waitForSelector('form');
				await looks(page, 'signing in');
				await shot('signin');
				await signIn(page, server);
				for (const path of PAGES) {
					await goTo(page, path.replace('ADA', id));
					await settled(page);
					await looks(page, path);
					await shot(nameOf(path));
					assert.equal(
						await sideways(page),
						false,
						`${path} goes sideways`,
					);
				}
			},
		);
}

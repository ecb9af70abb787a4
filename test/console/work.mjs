// SPDX-License-Identifier: Apache-2.0
/* Plays with a place at work: what needs somebody, a flow and its runs, a connection, a week. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
	DESK,
	NARROW,
	PHONE,
	axe,
	goTo,
	held,
	idOf,
	said,
	settled,
	sideways,
	signIn,
	soon,
} from './stage.mjs';

const LONG = 'An uncommonly long title, such as people give who want to say everything in it';
const GREET = {
	flow: 'greet',
	title: LONG,
	on: { manual: 'contact' },
	do: [
		{
			put: 'highlevel.contact',
			use: 'hl',
			where: { id: '{{ contact.id }}' },
			set: { email: 'nonsense' },
		},
	],
};

/* A flow whose run failed, a connection that is refused, a calendar with an appointment today. */
async function work(server, id) {
	const { api } = server;
	const locationId = server.demo.locationId;
	const made = async (method, path, body) => {
		const reply = await api(method, path, body);
		assert.ok(
			[200, 201, 202].includes(reply.status),
			`${path}: ${JSON.stringify(reply)}`,
		);
		return reply;
	};

	await made('POST', '/connections', { kind: 'groundlevel', name: 'hl', locationId });
	await made('POST', '/connections', {
		kind: 'wordpress',
		name: 'site',
		title: 'Harbour Yoga’s own site',
		baseUrl: 'https://127.0.0.1:9',
		account: 'ann',
		secret: 'nothing at all',
		locationId,
	});
	await made('POST', '/flows/apply', { files: [JSON.stringify(GREET)] });
	await made('POST', '/flows/greet/enable', {});
	await made('POST', '/flows/greet/run', { item: id });
	const { calendar } = await made('POST', '/calendars/', {
		locationId,
		name: 'Coaching call',
		calendarType: 'round_robin',
		teamMembers: [{ userId: server.demo.owner.id }],
	});
	const noon = new Date(new Date().setHours(12, 0, 0, 0));
	await made('POST', '/calendars/events/appointments', {
		locationId,
		calendarId: calendar.id,
		contactId: id,
		title: 'Coaching with Barbara',
		startTime: noon.toISOString(),
		endTime: new Date(noon.getTime() + 45 * 60_000).toISOString(),
		assignedUserId: server.demo.owner.id,
		ignoreFreeSlotValidation: true,
		ignoreDateRange: true,
	});
	await soon(
		async () => (await api('GET', '/flows/runs?flow=greet')).runs[0]?.state,
		(state) => state === 'failed',
	);
}

export function workPlays(play, options) {
	let ready;

	play(
		'at work, what failed stands at home and leads to its reason; off, and undone',
		{},
		async ({ page, server }) => {
			const id = await idOf(server, 'barbara@example.com');
			const shot = (name) =>
				page.screenshot({ path: join(options.pictures, `${name}.png`) });

			ready = work(server, id);
			await ready;
			await signIn(page, server);
			await goTo(page, '/connections');
			const site = page.locator('li', { hasText: 'own site' });
			await site.locator('button:has-text("Check")').click();
			await soon(
				() => site.innerText(),
				(text) =>
					text.includes('refused') &&
					text.includes('private network'),
			);
			await axe(page, 'connections');
			await shot('work-connections');
			await page.click('nav a[href="/console/"]');
			await soon(
				() => page.locator('.needs').innerText(),
				(text) =>
					text.includes(`1 run of ${LONG} failed`) &&
					text.includes('is not well'),
			);
			await axe(page, 'home with needs');
			await shot('work-home');
			await page.locator('.needs li', { hasText: LONG }).locator('a').click();
			await soon(
				() => page.locator('h1').innerText(),
				(text) => text === LONG,
			);
			await page.waitForSelector('section li a');
			await axe(page, 'a flow');
			await shot('work-flow');
			await page.click('button:has-text("Switch off")');
			await soon(
				() => said(page),
				(text) => text.includes('is off.'),
			);
			assert.equal(
				(await server.api('GET', '/flows/greet')).flow.enabled,
				false,
			);
			await page.keyboard.press('Control+z');
			await soon(
				async () =>
					(await server.api('GET', '/flows/greet')).flow.enabled,
				(enabled) => enabled,
			);
			await page.locator('section li a').first().click();
			await soon(
				() => page.locator('main').innerText(),
				(text) =>
					text.includes('email must be an email') &&
					text.includes('Go on'),
			);
			await axe(page, 'a failed run');
			await shot('work-run');
			const answer = await held(page, '**/flows/runs/*/replay');
			await page.click('button:has-text("Everything again")');
			await goTo(page, '/calendars');
			await page.selectOption('main select', { label: 'Coaching call' });
			await soon(
				() => page.locator('.week').innerText(),
				(text) => text.includes('Coaching with Barbara'),
			);
			/* The answer comes later: he is told, and left where he is. */
			const read = page.waitForResponse(/\/needs/);
			answer();
			await soon(
				() => said(page),
				(text) => text.includes('The run goes on.'),
			);
			await read;
			await page.waitForTimeout(300);
			assert.match(page.url(), /\/calendars\?calendar=/);
			await axe(page, 'a week');
			await shot('work-week');
			await page.keyboard.press(']');
			await soon(
				() => page.locator('.week').innerText(),
				(text) => !text.includes('Coaching'),
			);
		},
	);

	for (const [look, size, sized] of [
		['dark', DESK, 'desk'],
		['dark', PHONE, 'phone'],
		['light', NARROW, 'narrow'],
	])
		play(
			`a place at work fits, too: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true },
			async ({ page, server }) => {
				await soon(
					() => ready,
					() => !!ready,
				);
				await ready;
				await signIn(page, server);
				for (const [name, path] of [
					['home', '/'],
					['flows', '/flows'],
					['flow', '/flows/greet'],
					['run', '/flows/runs/1'],
					['connections', '/connections'],
					['week', '/calendars'],
				]) {
					await goTo(page, path);
					await settled(page);
					if (sized === 'phone') await axe(page, path);
					await page.screenshot({
						path: join(
							options.pictures,
							`work-${name}-${sized}.png`,
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

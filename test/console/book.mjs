// SPDX-License-Identifier: Apache-2.0
/* The public booking page: a stranger books, is told who was faster, moves and cancels. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { PHONE, axe, soon } from './stage.mjs';

/* A calendar of its own for a play, and somebody of its own who is booked: what others book at the
   same time takes nothing from him. */
async function calendarOf(server, slug, more = {}) {
	const { locationId, companyId } = server.demo;
	const coach = await server.api('POST', '/users/', {
		companyId,
		firstName: 'Zoe',
		lastName: slug,
		email: `${slug}@coaches.example`,
		password: `A long one of ${slug} 7!`,
		type: 'account',
		role: 'user',
		locationIds: [locationId],
	});
	const made = await server.api('POST', '/calendars/', {
		locationId: server.demo.locationId,
		name: 'Zen talk',
		description: 'We get to know each other.',
		slug,
		isActive: true,
		slotDuration: 30,
		teamMembers: [{ userId: coach.id }],
		...more,
	});

	assert.equal(made.status, 200, JSON.stringify(made));
	return made.calendar;
}

const says = (page, words, role = 'status') =>
	page.locator(`[role=${role}]`).filter({ hasText: words }).waitFor();

async function fill(page, email) {
	await page.fill('[name=firstName]', 'Ann <b>Lee</b>');
	await page.fill('[name=lastName]', 'Visitor');
	await page.fill('[name=email]', email);
	await page.check('[name=consent]');
}

export function bookPlays(play, { pictures }) {
	play(
		'a stranger books a time, moves it and cancels it, without signing in',
		{ size: PHONE },
		async ({ page, server, base }) => {
			await calendarOf(server, 'talk');
			await page.goto(`${base}/book/talk`);
			await page.locator('.times button').first().waitFor();
			await axe(page, 'the free times');
			await page.screenshot({ path: join(pictures, 'book-times-phone.png') });
			await page.locator('.times button').nth(1).click();
			await page.waitForSelector('form');
			await fill(page, 'ann.visitor@example.com');
			await axe(page, 'the form of the booking page');
			await page.screenshot({ path: join(pictures, 'book-form-phone.png') });
			await page.click('form .main');
			await says(page, 'Booked');
			await page.screenshot({ path: join(pictures, 'book-done-phone.png') });
			const when = await page.locator('section p').nth(1).innerText();

			const found = await server.api('POST', '/contacts/search', {
				locationId: server.demo.locationId,
				pageLimit: 5,
				filters: [
					{
						field: 'email',
						operator: 'eq',
						value: 'ann.visitor@example.com',
					},
				],
			});
			assert.equal(found.total, 1);
			await page.locator('a[href^="/book/change/"]').click();
			await page.waitForURL(/\/book\/change\//);
			await page.locator('section').filter({ hasText: when }).waitFor();
			await axe(page, 'what was booked');
			await page.screenshot({ path: join(pictures, 'book-change-phone.png') });
			await page.locator('button[aria-expanded]').click();
			await page.locator('.times button').nth(5).click();
			await says(page, 'moved');
			await soon(
				() => page.locator('section').first().innerText(),
				(text) => !text.includes(when),
			);
			await page.locator('button.bad').click();
			await page.getByText('Yes, cancel it').click();
			await says(page, 'cancelled');
			await page.reload();
			await page.locator('section').first().waitFor();
			assert.equal(await page.locator('button.bad').count(), 0);
		},
	);

	play(
		'who is too late is shown other times and keeps what was typed',
		{ look: 'dark', locale: 'de-DE' },
		async ({ page, server, base }) => {
			const calendar = await calendarOf(server, 'late');

			await page.goto(`${base}/book/late`);
			await page.locator('.times button').first().click();
			await page.waitForSelector('form');
			await fill(page, 'late.visitor@example.com');
			const today = new Date().toISOString().slice(0, 10);
			const slots = `${base}/booking/${calendar.id}/slots?from=${today}`;
			const days = await (await fetch(slots)).json();
			const first = Object.values(days.days)[0][0];
			const taken = await fetch(`${base}/booking/late/appointments`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify({
					startTime: first,
					firstName: 'Quick',
					email: 'quick@example.com',
				}),
			});
			assert.equal(taken.status, 201);
			await page.click('form .main');
			await says(page, 'schneller', 'alert');
			await soon(
				() => page.locator('form .times button').count(),
				(count) => count === 3,
			);
			await axe(page, 'a time that was taken');
			await page.screenshot({ path: join(pictures, 'book-taken-dark.png') });
			await page.locator('form .times button').first().click();
			assert.equal(
				await page.inputValue('[name=email]'),
				'late.visitor@example.com',
			);
			await page.click('form .main');
			await says(page, 'Gebucht');
			await page.goto(`${base}/book/nothing`);
			await soon(
				() => page.locator('h1').innerText(),
				(text) => text.startsWith('Diese Seite gibt es nicht'),
			);
		},
	);
}

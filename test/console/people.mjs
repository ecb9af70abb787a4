// SPDX-License-Identifier: Apache-2.0
/* Plays with people: found, changed, tagged, added, deleted; many; and one who is markup. */
import assert from 'node:assert/strict';
import { PHONE, axe, contactOf, goTo, idOf, said, signIn, soon } from './stage.mjs';

const MARKUP = '<img src=x onerror="window.struck=1">';

export function peoplePlays(play) {
	play(
		'a person is found as one types, changed beside the list, and it is undone',
		{},
		async ({ page, server }) => {
			const id = await idOf(server, 'ada@example.com');

			await signIn(page, server);
			await page.click('nav a[href="/console/people"]');
			await page.waitForSelector('[role=grid] [role=row] a');
			await page.keyboard.press('/');
			await page.keyboard.type('lovel');
			await soon(
				() => page.locator('.body [role=row]').count(),
				(count) => count === 1,
			);
			await page.click('.body [role=row] a');
			const company = page.locator('aside .field', { hasText: 'Company' });
			await company.locator('.value').click();
			await company.locator('input').fill('Difference Engines');
			await page.keyboard.press('Enter');
			await soon(
				() => said(page),
				(text) => text.includes('Company saved.'),
			);
			assert.equal(
				(await contactOf(server, id)).companyName,
				'Difference Engines',
			);
			await soon(
				() => company.locator('.value').getAttribute('aria-label'),
				(text) => /Difference Engines/.test(text),
			);
			assert.ok(
				await company
					.locator('.value')
					.evaluate((one) => one === document.activeElement),
				'the focus is where it was',
			);
			await page.keyboard.press('Control+z');
			await soon(
				() => said(page),
				(text) => text.includes('Undone.'),
			);
			assert.equal(
				(await contactOf(server, id)).companyName,
				'Analytical Engines',
			);
			await soon(
				() => company.locator('.value').getAttribute('aria-label'),
				(label) => label.includes('Analytical Engines'),
			);
			await axe(page, 'a panel after an undo');
		},
	);

	play(
		'a refused change says why beside the field, and changes nothing',
		{ look: 'dark' },
		async ({ page, server }) => {
			const id = await idOf(server, 'grace@example.com');

			await signIn(page, server);
			await goTo(page, `/people/${id}`);
			const email = page.locator('.field', { hasText: 'E-mail' });
			await email.locator('.value').click();
			await email.locator('input').fill('nonsense');
			await page.keyboard.press('Enter');
			await soon(
				() => email.innerText(),
				(text) => text.includes('email must be an email'),
			);
			await soon(
				() => email.locator('input').getAttribute('aria-invalid'),
				(invalid) => invalid === 'true',
			);
			await axe(page, 'a refused edit');
			await email.locator('input').fill('alan@example.com');
			await page.keyboard.press('Enter');
			await soon(
				() => email.innerText(),
				(text) => text.includes('does not allow duplicated contacts'),
			);
			await page.keyboard.press('Escape');
			await soon(
				() => email.innerText(),
				(text) => text.includes('grace@example.com'),
			);
			assert.equal((await contactOf(server, id)).email, 'grace@example.com');
			/* what is typed with a choice: a field of the place's own */
			const level = page.locator('.field', { hasText: 'Member level' });
			await level.locator('.value').click();
			await level.locator('select').selectOption('Gold');
			await page.keyboard.press('Enter');
			await soon(
				() => level.innerText(),
				(text) => text.includes('Gold'),
			);
			await page.click('.notice .undo');
			await soon(
				() => level.innerText(),
				(text) => text.includes('Silver'),
			);
		},
	);

	play(
		'some are chosen and given a tag, which is undone for those who got it',
		{ look: 'dark' },
		async ({ page, server }) => {
			const ids = await Promise.all(
				['alan@example.com', 'edsger@example.com'].map((email) =>
					idOf(server, email),
				),
			);

			await signIn(page, server);
			await goTo(page, '/people?tag=lead');
			await soon(
				() => page.locator('.body [role=row]').count(),
				(count) => count === 2,
			);
			await page.locator('.body [role=row] input').nth(0).click();
			await page
				.locator('.body [role=row] input')
				.nth(1)
				.click({ modifiers: ['Shift'] });
			await soon(
				() => page.locator('.chosen').innerText(),
				(text) => text.includes('2 chosen'),
			);
			await axe(page, 'people chosen');
			await page.locator('.chosen button', { hasText: 'Add tag' }).click();
			await axe(page, 'a dialog');
			await page.locator('dialog input').fill('Winter');
			await soon(
				() => page.locator('dialog').innerText(),
				(text) => /It is 2 people:[^]*\+ winter/.test(text),
			);
			await axe(page, 'what would become of them');
			await page.keyboard.press('Enter');
			await soon(
				() => said(page),
				(text) => text.includes('winter added to 2 people.'),
			);
			for (const id of ids)
				assert.ok((await contactOf(server, id)).tags.includes('winter'));
			await page.click('.notice .undo');
			await soon(
				() => said(page),
				(text) => text.includes('Undone.'),
			);
			for (const id of ids)
				assert.deepEqual((await contactOf(server, id)).tags, ['lead']);
		},
	);

	play(
		'a person is added, gets a tag, a note and a task, and is deleted for good',
		{ size: PHONE },
		async ({ page, server }) => {
			await signIn(page, server);
			await goTo(page, '/people');
			await page.click('button:has-text("Add person")');
			await page.locator('dialog').getByLabel('First name').fill('Mary');
			await page.locator('dialog').getByLabel('E-mail').fill('mary@');
			await page.locator('dialog button.main').click();
			await soon(
				() => page.locator('dialog').innerText(),
				(text) => text.includes('email must be an email'),
			);
			assert.ok(
				await page
					.locator('dialog')
					.getByLabel('E-mail')
					.evaluate((one) => one === document.activeElement),
				'the first wrong field has the focus',
			);
			await axe(page, 'a form with a refusal');
			await page
				.locator('dialog')
				.getByLabel('E-mail')
				.fill('mary@example.com');
			await page.locator('dialog button.main').click();
			await soon(
				() => said(page),
				(text) => text.includes('Person added.'),
			);
			const id = await idOf(server, 'mary@example.com');
			await goTo(page, `/people/${id}`);
			await page.getByLabel('Add tag').fill('Founder');
			await page.keyboard.press('Enter');
			await soon(
				() => page.locator('.page .tags').first().innerText(),
				(text) => text.includes('founder'),
			);
			await page
				.getByLabel('Write a note')
				.fill('Wrote the first computer game.');
			await page.click('button:has-text("Keep note")');
			await soon(
				() => page.locator('.page').innerText(),
				(text) => text.includes('Note written'),
			);
			await page.getByLabel('What is to be done').fill('Send flowers');
			await page.click('button:has-text("Add task")');
			await soon(
				async () =>
					(await server.api('GET', `/contacts/${id}/tasks`)).tasks
						.length,
				(count) => count === 1,
			);
			await page.getByLabel('Send flowers').click();
			await soon(
				async () =>
					(await server.api('GET', `/contacts/${id}/tasks`))
						.tasks[0].completed,
				(done) => done,
			);
			await axe(page, 'a person on a phone');
			await page.click('button:has-text("Delete")');
			await page.locator('dialog button.bad').click();
			await soon(
				() => page.url(),
				(url) => url.endsWith('/people'),
			);
			assert.equal((await server.api('GET', `/contacts/${id}`)).status, 400);
		},
	);

	play(
		'a contact whose every field is markup is shown as what it is, everywhere',
		{},
		async ({ page, server }) => {
			const fields = Object.fromEntries(
				[
					'firstName',
					'lastName',
					'companyName',
					'address1',
					'city',
					'state',
					'source',
				].map((name) => [name, MARKUP]),
			);
			const made = await server.api('POST', '/contacts/', {
				locationId: server.demo.locationId,
				...fields,
				website: 'javascript:window.struck=1',
				tags: [MARKUP],
			});
			const id = made.contact.id;

			await server.api('POST', `/contacts/${id}/notes`, {
				body: MARKUP,
				title: MARKUP,
			});
			await server.api('POST', `/contacts/${id}/tasks`, {
				title: MARKUP,
				dueDate: '2020-01-01T00:00:00Z',
				completed: false,
			});
			await signIn(page, server);
			await goTo(page, `/people?open=${id}`);
			await page.waitForSelector('aside .field');
			// others' plays add people meanwhile: the row is looked for, wherever it is
			await page
				.locator('.body [role=row]')
				.filter({ hasText: MARKUP })
				.first()
				.waitFor();
			await goTo(page, `/people/${id}`);
			await page.waitForSelector('.columns .field');
			await soon(
				() => page.locator('h1').innerText(),
				(text) => text.includes(MARKUP),
			);
			await soon(
				() => page.locator('.columns').innerText(),
				(text) => text.split(MARKUP).length > 6,
			);
			assert.equal(await page.locator('a[href^="javascript:"]').count(), 0);
			assert.equal(await page.locator('img').count(), 0);
			assert.equal(await page.evaluate(() => window.struck), undefined);
			await axe(page, 'a contact of markup');
			await server.api('DELETE', `/contacts/${id}`);
		},
	);

	const changed = async (page, server, id, city) => {
		await server.api('PUT', `/contacts/${id}`, { city });
		await soon(
			() => page.locator('.field', { hasText: 'City' }).innerText(),
			(text) => text.includes(city),
		);
	};

	play('what others change meanwhile appears by itself', {}, async (stage) => {
		const { page, server, requests } = stage;
		const id = await idOf(server, 'katherine@example.com');
		const stream = page.waitForResponse((one) =>
			one.url().includes('/events/stream'),
		);

		await signIn(page, server);
		assert.equal((await stream).status(), 200);
		await goTo(page, `/people/${id}`);
		await page.waitForSelector('.field');
		await changed(page, server, id, 'Orbit');
		await changed(page, server, id, 'Hampton');
		assert.deepEqual(
			requests.filter((one) => one.includes('/events?since')),
			[],
		);
	});

	play('where there is no stream, it appears all the same', {}, async (stage) => {
		const { page, server, wrong } = stage;
		const id = await idOf(server, 'edsger@example.com');

		await page.route('**/events/stream*', (one) =>
			one.fulfill({ status: 503, body: '' }),
		);
		const asked = page.waitForResponse((one) =>
			one.url().includes('/events?since=now'),
		);
		await signIn(page, server);
		await goTo(page, `/people/${id}`);
		await page.waitForSelector('.field');
		await asked;
		await changed(page, server, id, 'Austin');
		await changed(page, server, id, 'Nuenen');
		const said = wrong.splice(0);
		assert.ok(
			said.every((one) => one.includes('503')),
			said.join('\n'),
		);
	});

	play(
		'twelve hundred people are scrolled through with few of them in the page',
		{},
		async ({ page, server, requests }) => {
			const make = async (i) =>
				server.api('POST', '/contacts/', {
					locationId: server.demo.locationId,
					firstName: 'Row',
					lastName: `N${String(i).padStart(4, '0')}`,
					tags: ['row'],
				});

			for (let i = 0; i < 1200; i += 50)
				await Promise.all(
					Array.from({ length: 50 }, (_, k) => make(i + k)),
				);
			await signIn(page, server);
			const before = requests.length;
			await goTo(page, '/people?tag=row');
			await page.waitForSelector('.body [role=row] a');
			const asked = requests
				.slice(before)
				.filter((one) => !one.includes('/assets/'));
			assert.ok(asked.length <= 6, asked.join('\n'));
			await soon(
				() => page.locator('.head').innerText(),
				(text) => text.includes('1,200 people'),
			);
			const until = Date.now() + 60_000;
			while (Date.now() < until) {
				await page.evaluate(() => {
					const rows = document.querySelector('.rows');
					rows.scrollTop = rows.scrollHeight;
				});
				const count = await page.evaluate(
					() => document.querySelectorAll('*').length,
				);
				assert.ok(count <= 1500, `${count} elements`);
				if (
					await page.evaluate(
						() =>
							document.querySelector('.rows .body')
								.offsetHeight >=
							1200 * 40,
					)
				)
					break;
				await page.waitForTimeout(20);
			}
			// the height grows a moment before the last rows can be scrolled to
			await soon(
				() =>
					page.evaluate((row) => {
						const rows = document.querySelector('.rows');
						rows.scrollTop = rows.scrollHeight;
						const last = [
							...document.querySelectorAll(row),
						].at(-1);
						const at = last.ariaRowIndex;
						return `${at} ${last.innerText}`;
					}, '.body [role=row]'),
				(text) => /^1201 [^]*Row N00/.test(text),
			);
			await soon(
				() =>
					page.evaluate((row) => {
						const rows = document.querySelector('.rows');
						rows.scrollTop = 0;
						return document.querySelector(row).innerText;
					}, '.body [role=row]'),
				(text) => /Row N11/.test(text),
			);
		},
	);
}

// SPDX-License-Identifier: Apache-2.0
/* Plays with conversations: what comes while one looks, answers of all kinds, what is refused, and
 * how it looks. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
	DESK,
	LOOKS,
	axe,
	goTo,
	said,
	settled,
	sideways,
	signIn,
	soon,
} from './stage.mjs';

const MARKUP = '<img src=x onerror=alert(1)>';
const HOSTILE = `<style>p{color:red}</style><script>document.title = 'taken'</script>
<h1>Hello</h1><p onclick="x()">When does it <b>begin</b>?
<a href="https://example.com/a">A page</a>, <a href="java&#x73;cript:alert(1)">a trap</a>
${MARKUP}</p><iframe src="https://example.com"></iframe>`;

const talk = (page, name) => page.locator('[data-talk]', { hasText: name });
const thread = (page) => page.getByRole('region', { name: 'Messages' });
const way = (page, name) => page.getByRole('radio', { name, exact: true }).check();
const send = (page) => page.getByRole('button', { name: 'Send', exact: true }).click();
const hears = (page, text) =>
	soon(
		() => thread(page).innerText(),
		(all) => all.includes(text),
	);

/* Somebody of the play's own, and what they say. */
async function person(server, given) {
	const { contact } = await server.api('POST', '/contacts/', {
		locationId: server.demo.locationId,
		...given,
	});

	return contact.id;
}

async function hear(server, given) {
	const reply = await server.api('POST', '/conversations/messages/inbound', {
		conversationProviderId: await carrier(server, given.type),
		...given,
	});

	assert.equal(reply.status, 200, JSON.stringify(reply));
	return reply;
}

/* Who carries letters that come in: the demo's. */
async function carrier(server, type) {
	const path = `/groundlevel/providers?locationId=${server.demo.locationId}`;
	const { providers } = await server.api('GET', path);

	return providers.find((one) => one.type === type).id;
}

const kept = (server, id) => server.api('GET', `/conversations/${id}`);
const newest = async (server, id) =>
	(await server.api('GET', `/conversations/${id}/messages`)).messages.messages[0];

export function inboxPlays(play, options) {
	play(
		'what somebody writes appears, is answered by text, later, by letter and by note',
		{},
		async ({ page, server }) => {
			const shot = (name) =>
				page.screenshot({ path: join(options.pictures, `${name}.png`) });
			const contactId = await person(server, {
				firstName: 'Lise',
				lastName: 'Meitner',
				email: 'lise@example.com',
				phone: '+12025550177',
			});

			await signIn(page, server);
			await goTo(page, '/inbox');
			await page.getByRole('heading', { name: 'Inbox' }).waitFor();
			const { conversationId } = await hear(server, {
				type: 'SMS',
				contactId,
				message: `Is there tea? ${MARKUP}`,
			});
			await soon(
				() => talk(page, 'Lise Meitner').innerText(),
				(text) => text.includes(MARKUP) && text.includes('1 unread'),
			);
			await axe(page, 'the inbox');
			await shot('inbox');
			await talk(page, 'Lise Meitner').click();
			await hears(page, `Is there tea? ${MARKUP}`);
			await soon(
				async () => (await kept(server, conversationId)).unreadCount,
				(count) => count === 0,
			);
			await page.getByLabel('Write a message').fill('There is.');
			await page.getByLabel('Write a message').press('Control+Enter');
			await hears(page, 'There is.');
			await hear(server, { type: 'SMS', contactId, message: 'And biscuits?' });
			await hears(page, 'And biscuits?');
			// later, and then not at all
			await page.getByLabel('Write a message').fill('Tomorrow again.');
			await page.getByLabel('Later').check();
			await page.getByLabel('When it is sent').fill('2090-01-02T10:00');
			await page.getByRole('button', { name: 'Send later' }).click();
			await hears(page, 'Will be sent');
			assert.equal(
				(await newest(server, conversationId)).scheduledAt,
				'2090-01-02T09:00:00.000Z',
			);
			await axe(page, 'a conversation');
			await shot('inbox-one');
			await page.getByRole('button', { name: 'Do not send' }).click();
			await soon(
				() => thread(page).innerText(),
				(text) => !text.includes('Will be sent'),
			);
			await way(page, 'Note');
			await page.getByLabel('Write a note').fill('Likes scones');
			await page.getByRole('button', { name: 'Keep note' }).click();
			await hears(page, 'Likes scones');
			await way(page, 'E-mail');
			await page.getByLabel('Subject').fill('About tea');
			await page.getByLabel('Write a message').fill(`At four, ${MARKUP}`);
			await send(page);
			await hears(page, 'About tea');
			await hears(page, `At four, ${MARKUP}`);
			await way(page, 'SMS');
			await page.locator('input[type=file]').setInputFiles({
				name: 'menu of the day.txt',
				mimeType: 'text/plain',
				buffer: Buffer.from('tea'),
			});
			await page.getByText('menu of the day.txt').waitFor();
			await page.getByLabel('Write a message').fill('The menu');
			await send(page);
			const link = thread(page).getByRole('link', { name: 'menu of the day' });
			await soon(
				async () => {
					const href = await link.getAttribute('href');
					return (await fetch(new URL(href, server.base))).text();
				},
				(text) => text === 'tea',
			);
			await page.getByRole('button', { name: 'Star', exact: true }).click();
			await soon(
				async () => (await kept(server, conversationId)).starred,
				(starred) => starred,
			);
			await page.getByRole('button', { name: 'Mark as unread' }).click();
			await soon(
				() => talk(page, 'Lise Meitner').innerText(),
				(text) => text.includes('1 unread') && text.includes('starred'),
			);
		},
	);

	play(
		'a letter is shown as it was written and does nothing; what is refused is said',
		{},
		async ({ page, server, requests }) => {
			const contactId = await person(server, { firstName: 'Sofja', tags: ['x'] });
			const { conversation } = await server.api('POST', '/conversations/', {
				locationId: server.demo.locationId,
				contactId,
			});

			await hear(server, {
				type: 'Email',
				contactId,
				subject: `Tea ${MARKUP}`,
				html: HOSTILE,
				emailFrom: 'sofja@example.com',
				emailTo: 'hello@harbour.example',
			});
			await signIn(page, server);
			await goTo(page, `/people/${contactId}`);
			await page.getByRole('link', { name: 'Message' }).click();
			await hears(page, `Tea ${MARKUP}`);
			const letter = page.locator('.mail');
			const names = (all) => all.map((one) => one.localName);
			await soon(
				() => letter.innerText(),
				(text) =>
					/When does it begin\? A page,\s+a trap/.test(text) &&
					!/taken|color/.test(text),
			);
			assert.deepEqual(
				[...new Set(await letter.locator('*').evaluateAll(names))],
				['p', 'strong', 'a', 'span'],
			);
			const links = letter.locator('a');
			assert.equal(await links.count(), 1);
			assert.equal(await links.getAttribute('href'), 'https://example.com/a');
			assert.ok(!(await page.title()).includes('taken'));
			const reads = requests.filter((line) => /\/messages\?/.test(line));
			assert.ok(reads.length <= 3, reads.join('\n'));
			await axe(page, 'a letter');
			await page.screenshot({ path: join(options.pictures, 'inbox-letter.png') });
			// no number, no address, no leave: in the server's own words
			const says = async (text) => {
				await page.getByLabel('Write a message').fill('Hello');
				await send(page);
				await soon(
					() => page.getByRole('alert').innerText(),
					(alert) => alert.includes(text),
				);
			};
			await way(page, 'SMS');
			await page.getByText('no phone number is known').waitFor();
			await says('Missing phone number');
			await way(page, 'E-mail');
			await says('e-mail is invalid');
			await server.api('PUT', `/contacts/${contactId}`, {
				phone: '+12025550178',
				dnd: true,
			});
			await way(page, 'SMS');
			await says('DND is active');
			assert.equal(
				await page.getByLabel('Write a message').inputValue(),
				'Hello',
				'what was typed stays',
			);
			assert.equal(
				(await newest(server, conversation.id)).direction,
				'inbound',
				'nothing was sent',
			);
		},
	);

	let many;
	const filled = (server) =>
		(many ??= (async () => {
			const id = await person(server, {
				firstName: 'Talkative',
				phone: '+12025550179',
			});
			let last;

			for (let i = 0; i < 45; i++)
				last = await hear(server, {
					type: 'SMS',
					contactId: id,
					message: `Line ${i} ${i === 44 ? 'long '.repeat(200) : ''}`,
				});
			const call = await hear(server, {
				type: 'Call',
				contactId: id,
				call: { from: '+12025550179', status: 'completed', duration: 65 },
				attachments: ['https://example.com/call.mp3'],
			});
			const spoken = {
				mediaChannel: 1,
				startTime: 0,
				endTime: 900,
				transcript: MARKUP,
			};
			const path = `/conversations/messages/${call.messageId}/transcription`;
			await server.api('PUT', path, { sentences: [spoken] });
			for (let i = 0; i < 25; i++)
				await hear(server, {
					type: 'SMS',
					contactId: await person(server, {
						firstName: `Caller${i}`,
						phone: `+120255502${10 + i}`,
					}),
					message: 'Hello',
				});
			return last.conversationId;
		})());

	play(
		'old messages and old conversations are read as one scrolls; a call has its words',
		{ long: true },
		async ({ page, server }) => {
			const id = await filled(server);

			await signIn(page, server);
			await goTo(page, `/inbox?open=${id}`);
			await hears(page, 'Line 44');
			await hears(page, '1:05');
			const below = (box) => box.scrollHeight - box.clientHeight - box.scrollTop;
			await page.getByLabel('Write a message').waitFor();
			await soon(
				() => thread(page).evaluate(below),
				(left) => left < 2,
			);
			await thread(page).getByRole('button', { name: 'What was said' }).click();
			await hears(page, MARKUP);
			assert.equal(
				await thread(page)
					.getByRole('link', { name: 'Listen to the recording' })
					.getAttribute('href'),
				'https://example.com/call.mp3',
			);
			await soon(
				async () => {
					await thread(page).evaluate((box) => {
						box.scrollTop = 0;
					});
					return thread(page).innerText();
				},
				(text) => text.includes('Line 0'),
			);
			const lines = await thread(page).locator('.body').allInnerTexts();
			assert.deepEqual(
				lines.map((line) => line.split(' ', 2)[1]),
				Array.from({ length: 45 }, (_, i) => String(i)),
			);
			await soon(
				async () => {
					const list = page.locator('.list ul');
					await list.evaluate((box) => {
						box.scrollTop = box.scrollHeight;
					});
					return page.locator('[data-talk]').count();
				},
				(count) => count > 26,
			);
			await page.getByLabel('Name, e-mail or phone').fill('Caller24');
			await soon(
				() => page.locator('[data-talk]').count(),
				(count) => count === 1,
			);
			await page.getByLabel('Name, e-mail or phone').fill('nobody at all');
			await page.getByText('No conversation fits').waitFor();
			await axe(page, 'no conversation');
		},
	);

	for (const [look, size, sized] of LOOKS)
		play(
			`the inbox fits: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true },
			async ({ page, server }) => {
				const id = await filled(server);

				await signIn(page, server);
				for (const [name, path] of [
					['inbox', '/inbox'],
					['inbox-one', `/inbox?open=${id}`],
				]) {
					await goTo(page, path);
					await settled(page);
					await axe(page, `${path}, ${sized}`);
					await page.screenshot({
						path: `${options.pictures}/${name}-${sized}.png`,
					});
					assert.equal(await sideways(page), false, path);
				}
				if (size === DESK) return;
				const first = page.locator('[data-talk]').first();
				assert.equal(await first.isVisible(), false);
				const back = { name: 'Post', exact: true };
				await page.getByRole('button', back).click();
				await first.waitFor();
			},
		);
}

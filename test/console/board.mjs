// SPDX-License-Identifier: Apache-2.0
/* Plays with opportunities: the board by mouse, by keys and by its menu, what others change
 * meanwhile, what is refused, and how it looks. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import {
	DESK,
	LOOKS,
	axe,
	goTo,
	idOf,
	said,
	serverStart,
	settled,
	sideways,
	signFirst,
	signIn,
	soon,
} from './stage.mjs';

const MARKUP = '<img src=x onerror=alert(1)> <b>bold</b>';
const LONG = 'An uncommonly long name, such as people give who want to say everything in one name';

const column = (page, name) =>
	page.locator('.column', {
		has: page.getByRole('heading', { name, exact: true }),
	});
const aside = (page) => page.getByRole('complementary');
const dialog = (page) => page.locator('dialog');
const press = (where, name) => where.getByRole('button', { name }).click();
const card = (page, name) => page.locator('.card', { hasText: name });
const head = (page, stage) => column(page, stage).locator('.title').innerText();
const shows = (page, stage, text) =>
	soon(
		() => column(page, stage).innerText(),
		(all) => all.includes(text),
	);

/* A pipeline of its own for a play, and what stands in it: [name, stage, value, contact]. */
async function pipeline(server, name, stages, deals) {
	const { api } = server;
	const locationId = server.demo.locationId;
	const made = await api('POST', '/opportunities/pipelines', {
		locationId,
		name,
		stages: stages.map((stage) => ({ name: stage })),
	});
	const ids = {};

	assert.equal(made.status, 201, JSON.stringify(made));
	for (const [title, stage, monetaryValue, contactId] of deals) {
		const { opportunity, ...reply } = await api('POST', '/opportunities/', {
			locationId,
			pipelineId: made.pipeline.id,
			pipelineStageId: made.pipeline.stages[stage].id,
			name: title,
			status: 'open',
			contactId,
			monetaryValue,
		});
		assert.equal(reply.status, 201, JSON.stringify(reply));
		ids[title] = opportunity.id;
	}
	return { ...made.pipeline, ids };
}

const search = (server) => `/opportunities/search?location_id=${server.demo.locationId}`;
const move = (server, id, stage) =>
	server.api('PUT', `/opportunities/${id}`, { pipelineStageId: stage });

const people = async (server, names) => {
	const ids = [];

	for (const firstName of names) {
		const { contact } = await server.api('POST', '/contacts/', {
			locationId: server.demo.locationId,
			firstName,
		});
		ids.push(contact.id);
	}
	return ids;
};

const kept = async (server, id) => (await server.api('GET', `/opportunities/${id}`)).opportunity;

export function boardPlays(play, options) {
	play(
		'a card is added, moved by mouse, keys and menu, lost, deleted',
		{},
		async ({ page, server }) => {
			const shot = (name) =>
				page.screenshot({ path: join(options.pictures, `${name}.png`) });

			await signIn(page, server);
			await goTo(page, '/opportunities');
			await page.click('button:has-text("New pipeline")');
			await page.getByLabel('Name of the pipeline').fill('Courses');
			await page.getByLabel('Stage 2').fill('Trial week');
			await page.getByLabel('Stage 2').press('Alt+ArrowUp');
			await axe(page, 'a new pipeline');
			await shot('board-pipeline');
			await page.click('button:has-text("Make pipeline")');
			await shows(page, 'Trial week', 'Nothing stands here.');
			await page.keyboard.press('c');
			await dialog(page).getByLabel('Name, e-mail or phone').fill('edsger');
			await dialog(page).getByLabel('Edsger Dijkstra').check();
			await dialog(page).getByLabel('Name', { exact: true }).fill('Twelve looms');
			await dialog(page).getByLabel('Value (USD)').fill('1,250.50');
			await axe(page, 'a new opportunity');
			await shot('board-new');
			await press(dialog(page), 'Add opportunity');
			await shows(page, 'Trial week', 'Twelve looms');
			assert.match(await head(page, 'Trial week'), /1\s+\$1,250\.50/);
			await axe(page, 'the board');
			await shot('board');
			await card(page, 'Twelve looms').dragTo(column(page, 'Agreed'));
			await shows(page, 'Agreed', 'Twelve looms');
			await soon(
				() => said(page),
				(text) => text.includes('Twelve looms is in Agreed.'),
			);
			const found = await server.api(
				'GET',
				`${search(server)}&q=looms`,
			);
			const { id, pipelineId } = found.opportunities[0];
			const path = `/opportunities/pipelines/${pipelineId}`;
			const got = await server.api('GET', path);
			const stages = got.pipeline.stages.map((stage) => stage.id);
			const stands = (at) =>
				soon(
					async () => (await kept(server, id)).pipelineStageId,
					(stage) => stage === stages[at],
				);
			await stands(2);
			await page.locator('.card .name').focus();
			await page.keyboard.press('Alt+ArrowLeft');
			await stands(1);
			await soon(
				() => page.evaluate(() => document.activeElement.innerText),
				(text) => text === 'Twelve looms',
			);
			await page.keyboard.press('Control+z');
			await stands(2);
			await shows(page, 'Agreed', 'Twelve looms');
			await page.locator('.card .name').focus();
			await page.keyboard.press('m');
			await page.getByRole('group', { name: 'What to do with' }).waitFor();
			await axe(page, 'the menu of a card');
			await shot('board-menu');
			await page.getByRole('button', { name: 'Trial week', exact: true }).click();
			await stands(0);
			await soon(
				() => head(page, 'Trial week'),
				(text) => /1\s+\$1,250\.50/.test(text),
			);
			await soon(
				() => head(page, 'Agreed'),
				(text) => /0\s+\$0/.test(text),
			);
			await card(page, 'Twelve looms').locator('.name').click();
			await aside(page).getByText('$1,250.50').waitFor();
			await axe(page, 'an opportunity beside the board');
			await shot('board-one');
			await press(aside(page), 'Lost');
			await page.getByLabel('Reason').selectOption({ label: 'Too expensive' });
			await page.click('button:has-text("Mark as lost")');
			await soon(
				async () => (await kept(server, id)).status,
				(status) => status === 'lost',
			);
			await shows(page, 'Trial week', 'Nothing stands here.');
			await aside(page).getByText('Too expensive').waitFor();
			await press(aside(page), 'Open again');
			await shows(page, 'Trial week', 'Twelve looms');
			await press(aside(page), 'Delete');
			await press(dialog(page), 'Delete opportunity');
			await shows(page, 'Trial week', 'Nothing stands here.');
			assert.equal((await server.api('GET', `/opportunities/${id}`)).status, 400);
			await page.click('button:has-text("Edit stages")');
			await page.click('button:has-text("Delete pipeline")');
			await page.click('button:has-text("Delete it and 0 opportunities")');
			await soon(
				() => said(page),
				(text) => text.includes('Pipeline Courses deleted.'),
			);
		},
	);

	play(
		'what others move is moved, what is refused goes back, a person shows his own',
		{},
		async ({ page, server }) => {
			const [one, two] = await people(server, [`${MARKUP}`, 'Emmy']);
			const made = await pipeline(
				server,
				'Talks',
				['Asked', 'Planned', 'Held'],
				[
					['First talk', 0, 10, one],
					['Second talk', 0, 20.5, two],
				],
			);
			const [asked, planned] = made.stages.map((stage) => stage.id);

			await signIn(page, server);
			await goTo(page, `/opportunities?pipeline=${made.id}`);
			await shows(page, 'Asked', 'Second talk');
			await soon(
				() => head(page, 'Asked'),
				(text) => /2\s+\$30\.50/.test(text),
			);
			await shows(page, 'Asked', MARKUP);
			// somebody else moves one
			await move(server, made.ids['First talk'], planned);
			await shows(page, 'Planned', 'First talk');
			await soon(
				() => head(page, 'Asked'),
				(text) => /1\s+\$20\.50/.test(text),
			);
			// the last stage goes, and this page has not heard of it
			await server.api('PUT', `/opportunities/pipelines/${made.id}`, {
				name: 'Talks',
				stages: [
					{ id: asked, name: 'Asked' },
					{ id: planned, name: 'Planned' },
				],
			});
			await card(page, 'First talk').locator('.name').focus();
			await page.keyboard.press('Alt+ArrowRight');
			await soon(
				() => said(page),
				(text) => text.includes('Nothing was changed.'),
			);
			await shows(page, 'Planned', 'First talk');
			await soon(
				() => head(page, 'Held'),
				(text) => /0\s+\$0/.test(text),
			);
			// found by its text, and nothing else
			await page.getByLabel('Name or person').fill('emmy');
			await shows(page, 'Planned', 'Nothing fits here.');
			await shows(page, 'Asked', 'Second talk');
			await page.click('button:has-text("Clear")');
			await shows(page, 'Planned', 'First talk');
			await page.getByLabel('Status').selectOption('won');
			await shows(page, 'Asked', 'Nothing fits here.');
			const second = made.ids['Second talk'];
			await server.api('PUT', `/opportunities/${second}/status`, {
				status: 'won',
			});
			await shows(page, 'Asked', 'Second talk');
			await card(page, 'Second talk').locator('a').click();
			const deals = page.locator('section', {
				has: page.getByRole('heading', { name: 'Opportunities' }),
			});
			await soon(
				() => deals.innerText(),
				(text) =>
					text.includes('Talks · Asked') &&
					text.includes('$20.50') &&
					text.includes('Won'),
			);
			await axe(page, 'a person with opportunities');
			await deals.getByRole('link', { name: 'Second talk' }).click();
			await aside(page).getByText('$20.50').waitFor();
		},
	);

	let many;
	const filled = (server) =>
		(many ??= people(
			server,
			Array.from({ length: 50 }, (_, i) => (i ? `Row${i}` : MARKUP)),
		).then((ids) =>
			pipeline(
				server,
				'Many',
				['First', LONG, 'Third', 'Fourth', 'Fifth', 'Sixth'],
				ids.map((id, i) => [
					i === 0 ? MARKUP : i === 1 ? LONG : `Deal ${i}`,
					i < 2 ? 1 : 0,
					i === 0 ? null : i * 1000.5,
					id,
				]),
			),
		));

	play(
		'a column reads further as one scrolls, and the keys go from card to card',
		{ long: true },
		async ({ page, server, requests }) => {
			const made = await filled(server);

			await signIn(page, server);
			await goTo(page, `/opportunities?pipeline=${made.id}`);
			await shows(page, 'First', 'Deal 49');
			assert.equal(await column(page, 'First').locator('.card').count(), 20);
			const path = '/opportunities/search';
			const asked = requests.filter((line) => line.endsWith(path));
			assert.equal(asked.length, 6, 'one request a column');
			await soon(
				async () => {
					const list = column(page, 'First').locator('ul');
					await list.evaluate((one) => {
						one.scrollTop = one.scrollHeight;
					});
					return list.locator('.card').count();
				},
				(count) => count === 48,
			);
			const first = column(page, 'First').locator('.card .name');
			assert.deepEqual(
				await first.allInnerTexts(),
				Array.from({ length: 48 }, (_, i) => `Deal ${49 - i}`),
			);
			await first.first().focus();
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('j');
			const focus = () => page.evaluate(() => document.activeElement.innerText);
			await soon(focus, (text) => text === 'Deal 47');
			await page.keyboard.press('ArrowRight');
			await soon(focus, (text) => text === LONG || text === MARKUP);
			await page.keyboard.press('Enter');
			await aside(page).waitFor();
			await page.keyboard.press('Escape');
			await soon(focus, (text) => text === LONG || text === MARKUP);
		},
	);

	play(
		'a place without a pipeline says what to do',
		{ long: true },
		async ({ page, wrong }) => {
			const own = await serverStart(options.server);
			const all = '/opportunities/pipelines';
			const picture = join(options.pictures, 'board-none.png');

			try {
				await signFirst(own);
				const query = `?locationId=${own.demo.locationId}`;
				for (const one of (await own.api('GET', all + query)).pipelines)
					await own.api('DELETE', `${all}/${one.id}`);
				await signIn(page, own);
				await goTo(page, '/opportunities');
				await page.getByText('No pipeline yet').waitFor();
				await axe(page, 'no pipeline');
				await page.screenshot({ path: picture });
				await page.click('button:has-text("New pipeline")');
				await page.getByLabel('Name of the pipeline').fill('Only one');
				await page.click('button:has-text("Make pipeline")');
				await shows(page, 'Offer', 'Nothing stands here.');
			} finally {
				await own.stop();
			}
			/* of another server than the play's */
			const ours = (one) => one.startsWith(`outside: ${own.base}/`);
			wrong.splice(0, wrong.length, ...wrong.filter((one) => !ours(one)));
		},
	);

	for (const [look, size, sized] of LOOKS)
		play(
			`the board fits: ${look}, ${size.width} wide`,
			{ look, size, locale: 'de-DE', long: true },
			async ({ page, server }) => {
				const made = await filled(server);
				const id = await idOf(server, 'ada@example.com');

				const at = `/opportunities?pipeline=${made.id}`;
				const shot = (name) =>
					page.screenshot({
						path: `${options.pictures}/${name}-${sized}.png`,
					});

				await signIn(page, server);
				for (const [name, path] of [
					['board', at],
					['board-one', `${at}&open=${made.ids[LONG]}`],
					['board-person', `/people/${id}`],
				]) {
					await goTo(page, path);
					await settled(page);
					await axe(page, `${path}, ${sized}`);
					await shot(name);
					assert.equal(await sideways(page), false, path);
				}
				if (size === DESK) return;
				await goTo(page, at);
				await soon(
					() => page.locator('.column').count(),
					(count) => count === 1,
				);
				await page.getByRole('button', { name: 'Stufe danach' }).click();
				await soon(
					() => page.locator('.card').first().innerText(),
					(text) => text.includes(LONG) || text.includes(MARKUP),
				);
				await page.getByRole('button', { name: 'Was mit' }).first().click();
				await axe(page, 'the menu on a phone');
				await shot('board-menu');
			},
		);
}

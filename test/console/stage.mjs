// SPDX-License-Identifier: Apache-2.0
/* A real server with the demo's data, a real browser, and what is watched on every page: an error
 * of the page, a message of the policy, a request to another host. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '../../console/node_modules/@axe-core/playwright/dist/index.mjs';
import { chromium } from '../../console/node_modules/playwright-core/index.mjs';

export const DESK = { width: 1360, height: 820 };
export const PHONE = { width: 390, height: 780 };
export const NARROW = { width: 320, height: 640 };
/* In which a page is looked at once more: colours, size, and what its picture is called. */
export const LOOKS = [
	['dark', DESK, 'desk'],
	['light', PHONE, 'phone-light'],
	['dark', PHONE, 'phone'],
	['light', NARROW, 'narrow'],
];
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const READY_MS = 60_000;
const WAIT_MS = 60_000; /* a busy machine is no failure */

/* The demo, with what it printed: { base, lines, stop, api }. */
export async function serverStart(program, settings = {}) {
	const folder = mkdtempSync(join(tmpdir(), 'console-'));
	const child = spawn(
		program,
		['demo', '--json', '--data', folder, '--listen', '127.0.0.1:0'],
		{
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...settings },
		},
	);
	let out = '';
	let log = '';

	child.stdout.on('data', (bytes) => (out += bytes));
	child.stderr.on('data', (bytes) => (log += bytes));
	const until = Date.now() + READY_MS;
	while (!(out.includes('\n') && /listening on (http:\S+)/.test(log))) {
		if (child.exitCode !== null || Date.now() > until)
			throw new Error(`no server: ${log}`);
		await new Promise((go) => setTimeout(go, 20));
	}
	const demo = JSON.parse(out.split('\n')[0]);
	const base = log.match(/listening on (http:\S+)/)[1];
	const stop = async () => {
		const gone = new Promise((go) => child.on('exit', go));
		child.kill('SIGTERM');
		await gone;
		rmSync(folder, { recursive: true, force: true });
		if (/ERROR: AddressSanitizer|runtime error:/.test(log)) throw new Error(log);
	};

	const token = unlimited(program, folder, demo.locationId);

	return { base, demo, folder, stop, token, api: apiOf(base, token) };
}

/* The emulator of the other side: a WordPress site with members, and what speaks HighLevel. */
async function peerStart(program) {
	const child = spawn(program, [], { stdio: ['ignore', 'pipe', 'inherit'] });
	const port = await new Promise((go) =>
		child.stdout.once('data', (bytes) => go(String(bytes).trim())),
	);
	const base = `http://127.0.0.1:${port}`;
	const ask = async (method, path, body) =>
		(
			await fetch(base + path, {
				method,
				headers: { 'Content-Type': 'application/json' },
				...(body ? { body: JSON.stringify(body) } : {}),
			})
		).json();

	return { base, ask, stop: () => child.kill('SIGTERM') };
}

/* A demo that may ask a site on this machine, and the site: ann administers it, with PASSWORD. */
export async function siteStart({ server, peer }) {
	const site = await peerStart(peer);
	const demo = await serverStart(server, { GROUNDLEVEL_PRIVATE_NETWORKS: 'true' });

	for (const name of ['mara', 'ben', 'cleo'])
		await site.ask('POST', '/wp-json/wp/v2/users', {
			username: name,
			email: `${name}@example.com`,
			first_name: name.toUpperCase(),
			last_name: 'Novak',
			password: 'x',
		});
	await site.ask('POST', '/control', {
		user: 'ann',
		password: PASSWORD,
		meta: ['hl_contact_id', 'level'],
	});
	const stop = async () => {
		site.stop();
		await demo.stop();
	};

	return { ...demo, site, stop };
}

export const PASSWORD = 'abcd EFGH ijkl MNOP qrst UVWX';

/* A token that may ask as often as it likes. */
function unlimited(program, folder, location) {
	const line = [
		'token',
		'create',
		'--data',
		folder,
		'--name',
		'plays',
		'--class',
		'location',
	];
	const limits = ['--location', location, '--burst', '0', '--day', '0', '--json'];

	return JSON.parse(execFileSync(program, [...line, ...limits], { encoding: 'utf8' }))
		.secret;
}

/* Asks as a program does. */
function apiOf(base, token) {
	return async (method, path, body) => {
		const reply = await fetch(base + path, {
			method,
			headers: {
				Authorization: `Bearer ${token}`,
				Version: '2021-07-28',
				...(body ? { 'Content-Type': 'application/json' } : {}),
			},
			...(body ? { body: JSON.stringify(body) } : {}),
		});

		return { ...(await reply.json()), status: reply.status };
	};
}

export function browserStart() {
	return chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
	});
}

/* A page of its own, watched: `wrong` is what must be empty at the end of a play. */
export async function pageOpen(
	browser,
	base,
	{ size = DESK, look = 'light', locale = 'en-GB' } = {},
) {
	const context = await browser.newContext({
		viewport: size,
		colorScheme: look,
		locale,
		timezoneId: 'Europe/Berlin',
	});
	const page = await context.newPage();
	const wrong = [];
	const requests = [];

	page.setDefaultTimeout(WAIT_MS);
	page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
	page.on('console', (said) => {
		const refused = /^Failed to load resource: the server responded/.test(
			said.text(),
		);
		if (['error', 'warning'].includes(said.type()) && !refused)
			wrong.push(said.text());
	});
	page.on('request', (request) => {
		const url = request.url();
		requests.push(`${request.method()} ${url}`);
		if (![`${base}/`, `blob:${base}/`, 'data:'].some((own) => url.startsWith(own)))
			wrong.push(`outside: ${url}`);
	});
	return { page, context, wrong, requests, base };
}

/* Within the page, as a link does: signing in again is not needed. */
export async function goTo(page, path) {
	await page.evaluate((address) => {
		history.pushState(null, '', address);
		dispatchEvent(new PopStateEvent('popstate'));
	}, `/console${path}`);
}

/* A request to that address waits until what this gives is called. */
export async function held(page, address) {
	let release;
	const answered = new Promise((go) => (release = go));

	await page.route(address, async (route) => {
		await answered;
		await route.continue();
	});
	return release;
}

export async function axe(page, where) {
	const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
	const told = violations.map(
		({ id, nodes }) =>
			`${id}: ${nodes
				.map((one) => one.html)
				.join(' ')
				.slice(0, 300)}`,
	);

	if (told.length) throw new Error(`axe, ${where}: ${told.join('\n')}`);
}

/* What is too wide: the page itself, or what scrolls within the frame. */
export async function sideways(page) {
	return page.evaluate(
		() =>
			document.documentElement.scrollWidth > innerWidth ||
			[...document.querySelectorAll('main')].some(
				(one) => one.scrollWidth > one.clientWidth,
			),
	);
}

/* --- what plays say often --- */

export const ANN = {
	name: 'Ann Harbour',
	email: 'ann@harbour.example',
	password: 'fourteen letters',
};

export async function signIn(page, server) {
	await page.goto(`${server.base}/console/`);
	await page.fill('input[autocomplete=username]', ANN.email);
	await page.fill('input[autocomplete=current-password]', ANN.password);
	await page.click('button.main');
	await page.waitForSelector('nav');
}

/* The first sign-in, as a program does it. */
export async function signFirst(server) {
	const reply = await fetch(`${server.base}/auth/first`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json', Origin: server.base },
		body: JSON.stringify({
			...ANN,
			code: server.demo.firstCode,
			placeName: 'Harbour Yoga',
			zone: 'Europe/Berlin',
		}),
	});

	if (!reply.ok) throw new Error(await reply.text());
}

export async function idOf(server, email) {
	const found = await server.api(
		'GET',
		`/contacts/search/duplicate?locationId=${server.demo.locationId}&email=${email}`,
	);

	return found.contact.id;
}

export const contactOf = async (server, id) =>
	(await server.api('GET', `/contacts/${id}`)).contact;

/* What a page shows soon, or the play fails.  A look that cannot be had yet (two forms while one is
   still closing) is a look that does not fit yet. */
export async function soon(what, fits) {
	const until = Date.now() + WAIT_MS;

	for (;;) {
		const found = await Promise.resolve(what()).then(
			(value) => ({ value }),
			(error) => ({ error }),
		);
		if (!found.error && fits(found.value)) return found.value;
		if (Date.now() > until)
			throw found.error ?? new Error(`still ${JSON.stringify(found.value)}`);
		await new Promise((go) => setTimeout(go, 25));
	}
}

/* All that was asked for when it was opened is there. */
export async function settled(page) {
	await soon(
		() => page.locator('main [role=status]').allInnerTexts(),
		(texts) => !texts.some((text) => /One moment|Einen Moment/.test(text)),
	);
	await page.waitForTimeout(150);
}

export const said = (page) => page.locator('.notices').innerText();

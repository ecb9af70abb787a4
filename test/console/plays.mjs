// SPDX-License-Identifier: Apache-2.0
/* The console played in a browser, against a real demo: plays.mjs --server PROGRAM
 * --peer PROGRAM --pictures DIR [--only WORDS] [--all].  Each play has a page of its own; an error
 * of the page, a message of the policy or a request to another host fails it. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { appPlays } from './apps.mjs';
import { boardPlays } from './board.mjs';
import { bookPlays } from './book.mjs';
import { fieldPlays } from './fields.mjs';
import { filePlays } from './files.mjs';
import { fleetServers } from './fleet.mjs';
import { firstPlays, framePlays } from './frame.mjs';
import { inboxPlays } from './inbox.mjs';
import { keyPlays, keyServers } from './keys.mjs';
import { manyPlays } from './many.mjs';
import { objectPlays } from './objects.mjs';
import { pastePlays } from './paste.mjs';
import { peoplePlays } from './people.mjs';
import { reportsPlays } from './reports.mjs';
import { sitePlays, siteServers } from './site.mjs';
import { browserStart, pageOpen, serverStart } from './stage.mjs';
import { workPlays } from './work.mjs';

const { values: options } = parseArgs({
	options: {
		server: { type: 'string' },
		peer: { type: 'string' },
		pictures: { type: 'string' },
		only: { type: 'string' },
		all: { type: 'boolean' },
	},
});
const firsts = [];
const others = [];

firstPlays((name, settings, run) => firsts.push({ name, settings, run }), options);
sitePlays((name, settings, run) => others.push({ name, settings, run }), options);
workPlays((name, settings, run) => others.push({ name, settings, run }), options);
framePlays((name, settings, run) => others.push({ name, settings, run }), options);
boardPlays((name, settings, run) => others.push({ name, settings, run }), options);
bookPlays((name, settings, run) => others.push({ name, settings, run }), options);
inboxPlays((name, settings, run) => others.push({ name, settings, run }), options);
reportsPlays((name, settings, run) => others.push({ name, settings, run }), options);
filePlays((name, settings, run) => others.push({ name, settings, run }), options);
appPlays((name, settings, run) => others.push({ name, settings, run }), options);
keyPlays((name, settings, run) => others.push({ name, settings, run }), options);
fieldPlays((name, settings, run) => others.push({ name, settings, run }), options);
pastePlays((name, settings, run) => others.push({ name, settings, run }), options);
objectPlays((name, settings, run) => others.push({ name, settings, run }), options);
manyPlays((name, settings, run) => others.push({ name, settings, run }), options);
peoplePlays((name, settings, run) => others.push({ name, settings, run }), options);

/* Most plays share one demo; some have one with a site beside it (`on` gives it). */
async function perform(browser, shared, { name, settings, run }) {
	const began = Date.now();
	const server = settings.on ? await settings.on() : shared;
	const stage = await pageOpen(browser, server.base, settings);
	let failure = '';

	try {
		await run({ ...stage, server });
		assert.deepEqual(stage.wrong, []);
	} catch (error) {
		failure = `${error.stack}\n${stage.wrong.join('\n')}`;
		await stage.page
			.screenshot({ path: join(options.pictures, 'failed.png') })
			.catch(() => {});
	}
	await stage.context.close();
	console.log(
		failure
			? `FAILED  ${name}\n${failure}`
			: `passed  ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`,
	);
	return !failure;
}

mkdirSync(options.pictures, { recursive: true });
const LANES = 2;
const server = await serverStart(options.server);
const browser = await browserStart();
const began = Date.now();
let passed = 0;
/* Those that look at what others have looked at once, in another size or colour, take long. */
const left = others.filter(({ name, settings }) =>
	options.only ? name.includes(options.only) : options.all || !settings.long,
);
const begins = options.only && left.every(({ settings }) => settings.on) ? [] : firsts;
const count = begins.length + left.length;

async function lane() {
	for (let one = left.shift(); one; one = left.shift())
		if (await perform(browser, server, one)) passed++;
}

for (const one of begins) if (await perform(browser, server, one)) passed++;
await Promise.all(Array.from({ length: LANES }, lane));
await browser.close();
const servers = [server, ...siteServers(), ...keyServers(), ...fleetServers()];
await Promise.all(servers.map((one) => one.stop()));
console.log(`${((Date.now() - began) / 1000).toFixed(0)} s; pictures in ${options.pictures}`);
console.log(`${passed} passed, ${count - passed} failed`);
process.exit(passed === count ? 0 : 1);

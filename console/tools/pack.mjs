// SPDX-License-Identifier: Apache-2.0
/* Makes of the built pages the files that the program carries: pack.mjs FOLDER reads FOLDER/site,
 * writes FOLDER/files (flat; NAME, NAME.br, NAME.gz), and prints what a browser must load, against
 * the budgets.  Over a budget is a failure. */
import { readFileSync, writeFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync, constants } from 'node:zlib';

const KB = 1024;
const BUDGETS = { first: 60 * KB, page: 90 * KB, style: 12 * KB, book: 25 * KB };
const folder = process.argv[2];
const pages = readdirSync(new URL('../pages', import.meta.url)).map((name) =>
	name.replace('.svelte', ''),
);
const site = join(folder, 'site');
const files = join(folder, 'files');

function packed(bytes) {
	const parameters = {
		[constants.BROTLI_PARAM_QUALITY]: 11,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
	};
	return {
		br: brotliCompressSync(bytes, { params: parameters }),
		gz: gzipSync(bytes, { level: 9 }),
	};
}

function pack(name, path, sizes) {
	const bytes = readFileSync(path);
	const { br, gz } = packed(bytes);

	writeFileSync(join(files, name), bytes);
	if (br.length < bytes.length) writeFileSync(join(files, `${name}.br`), br);
	if (gz.length < bytes.length) writeFileSync(join(files, `${name}.gz`), gz);
	sizes.set(name, { plain: bytes.length, br: br.length, text: bytes.toString() });
}

/* The scripts that one imports before it runs, itself included. */
function closure(name, sizes, found = new Set()) {
	if (found.has(name)) return found;
	found.add(name);
	for (const [, other] of sizes
		.get(name)
		.text.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g))
		closure(other, sizes, found);
	return found;
}

function weight(names, sizes) {
	return [...names].reduce((sum, name) => sum + sizes.get(name).br, 0);
}

/* What a page loads before it shows anything. */
function entry(name, sizes) {
	const html = sizes.get(name).text;

	return closure(html.match(/src="[^"]*\/([^"/]+\.js)"/)[1], sizes);
}

function report(sizes) {
	const first = entry('index.html', sizes);
	const scripts = [...sizes.keys()].filter((name) => name.endsWith('.js'));
	const wrong = [];
	const line = (what, size, budget) => {
		const kb = (size / KB).toFixed(1).padStart(7);
		console.log(`  ${what.padEnd(34)}${kb} kB of ${(budget / KB).toFixed(0)}`);
		if (size > budget) wrong.push(what);
	};

	line('script before anything shows', weight(first, sizes), BUDGETS.first);
	line('the booking page', weight(entry('book.html', sizes), sizes), BUDGETS.book);
	for (const name of scripts) {
		const word = name.replace(/-[\w-]{8}\.js$/, '');
		if (pages.includes(word))
			line(
				`the page ${word}`,
				weight(new Set([...first, ...closure(name, sizes)]), sizes),
				BUDGETS.page,
			);
	}
	const styles = [...sizes]
		.filter(([name]) => name.endsWith('.css'))
		.map(([, { br }]) => br);
	line('the largest style of one part', Math.max(...styles), BUDGETS.style);
	return wrong;
}

mkdirSync(files, { recursive: true });
const sizes = new Map();
for (const name of readdirSync(site)) if (name.includes('.')) pack(name, join(site, name), sizes);
for (const name of readdirSync(join(site, 'assets')))
	pack(name, join(site, 'assets', name), sizes);
const wrong = report(sizes);
if (wrong.length) {
	console.error(`over the budget: ${wrong.join(', ')}`);
	process.exit(1);
}

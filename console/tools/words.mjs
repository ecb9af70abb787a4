// SPDX-License-Identifier: Apache-2.0
/* Are the words on screen whole?  Fails on a key that is missing in a language, that nobody uses,
 * or whose places ({name}) differ between the languages. */
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..');
const read = (language) =>
	JSON.parse(readFileSync(join(home, 'words', `${language}.json`), 'utf8'));
/* Named by what the rows say: test/console/unit.mjs holds these against the rows. */
const OF_ROWS = [
	'field.',
	'recipe.',
	'input.',
	'thing.',
	'audit.',
	'role.',
	'subject.',
	'datatype.',
];

function places(text) {
	return [...text.matchAll(/\{(\w+)\}/g)]
		.map((found) => found[1])
		.sort()
		.join(' ');
}

/* Keys of numbers come in forms: count.one, count.other. */
function bare(key, all) {
	const start = key.replace(/\.(zero|one|two|few|many|other)$/, '');

	return `${start}.one` in all && `${start}.other` in all ? start : key;
}

function source() {
	return ['app', 'parts', 'pages']
		.flatMap((folder) =>
			readdirSync(join(home, folder)).map((name) =>
				readFileSync(join(home, folder, name), 'utf8'),
			),
		)
		.join('\n');
}

export function wrongs(languages, text) {
	const { en } = languages;
	const quoted = new Set([...text.matchAll(/'([a-z][\w.-]*)'/g)].map((found) => found[1]));
	const asked = [...text.matchAll(/\b(?:t|n)\(\s*'([^']+)'/g)].map((found) => found[1]);
	const known = new Set(Object.keys(en).map((key) => bare(key, en)));
	const wrong = asked
		.filter((key) => !known.has(key))
		.map((key) => `en: no words for ${key}`);

	for (const key of Object.keys(en))
		if (!quoted.has(bare(key, en)) && !OF_ROWS.some((start) => key.startsWith(start)))
			wrong.push(`nobody says ${key}`);
	for (const [language, words] of Object.entries(languages)) {
		for (const key of Object.keys(en))
			if (!(key in words)) wrong.push(`${language}: no words for ${key}`);
			else if (places(words[key]) !== places(en[key]))
				wrong.push(`${language}: ${key} has other places`);
		for (const key of Object.keys(words))
			if (!(key in en))
				wrong.push(`${language}: ${key} is in no other language`);
	}
	return [...new Set(wrong)];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const wrong = wrongs({ en: read('en'), de: read('de') }, source());
	for (const line of wrong) console.error(`words: ${line}`);
	process.exit(wrong.length ? 1 : 0);
}

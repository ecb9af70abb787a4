// SPDX-License-Identifier: Apache-2.0
// Writes base/core/phone_plans.h anew from the metadata that libphonenumber publishes
// (Apache-2.0), as libphonenumber-js carries it.
// Nothing of the build needs this; whoever wants newer plans does
// (PLANS is any empty folder)
//
//     npm install --prefix PLANS libphonenumber-js
//     node tools/phone_plans.mjs PLANS/node_modules/libphonenumber-js >base/core/phone_plans.h
//
// and runs the referee afterwards (test/phones/referee.mjs).
import { readFileSync } from "node:fs";

const COLUMNS = 92;
const folder = process.argv[2];
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const { countries, nonGeographic, country_calling_codes: codes } = read("metadata.max.json");
const version = read("package.json").version;

// In the metadata: 1 prefix of international calls, 2 the numbers, 4 how they are written (of each
// 3 its own way with the national prefix, 4 whether that may be left out), 5 national prefix, 6 how
// it is written, 7 the same as it is looked for, 8 what it is replaced by.

// Is the national prefix there in most ways of writing a number?
function usual(code, plan) {
	const written = plan[4] || countries[codes[code]?.[0]]?.[4] || [];
	const some = written.filter((way) =>
		!way[4] && (way[3] || plan[6] || "").includes(`${plan[5]}$1`));
	return Boolean(plan[5]) && some.length * 2 > written.length;
}

function row(country, code, plan) {
	const digits = (text) => (text || "").replaceAll("\\d", "X");
	const prefix = plan[7] || plan[5] || "";
	return [country, code, digits(plan[1]), digits(plan[2]), digits(prefix), plan[8] || "",
		usual(code, plan)];
}

// A pattern that is too long for a line goes on in the next one.
function quoted(text, indent) {
	const parts = [];
	for (let rest = text; parts.length === 0 || rest; rest = rest.slice(COLUMNS - indent))
		parts.push(`"${rest.slice(0, COLUMNS - indent)}"`);
	return parts.join(`\n${"\t".repeat(indent / 8)}`);
}

const rows = Object.keys(codes).sort().flatMap((code) =>
	codes[code].map((country) => row(country, code, countries[country])));
for (const code of Object.keys(nonGeographic).sort())
	rows.push(row("", code, nonGeographic[code]));

console.log(`// SPDX-License-Identifier: Apache-2.0
/*
 * The numbering plans of the world: which numbers there are, and what is dialled before them.
 * Facts of libphonenumber (Copyright The Libphonenumber Authors, Apache-2.0), as of
 * libphonenumber-js ${version}; written by tools/phone_plans.mjs.  Read by phone.c only.
 *
 * A row: country (none: numbers of no country), calling code; then patterns (phone_pattern.h) of
 * the prefix of calls abroad, of a number as it follows the calling code, of what is dialled
 * before it inside the country; and what stands in the place of the last (empty: nothing);
 * and whether people mostly write that prefix.
 * Sorted by calling code; of those that share one, the first is the main country.
 */
#ifndef GROUNDLEVEL_BASE_PHONE_PLANS_H
#define GROUNDLEVEL_BASE_PHONE_PLANS_H

/* clang-format off */
#define PHONE_PLANS(X) \\`);
for (const [country, code, abroad, number, prefix, instead, usual] of rows) {
	const head = `\tX("${country}", "${code}", "${abroad}",`;
	const whole = `${head} "${number}", "${prefix}", "${instead}", ${usual})`;
	const last = `${quoted(prefix, 16)}, "${instead}", ${usual})`;
	const parts = [head, `${quoted(number, 16)},`, last];
	const lines = whole.length <= COLUMNS - 8 ? whole : parts.join("\n\t\t");
	console.log(lines.split("\n").map((line) => `${line} \\`).join("\n"));
}
console.log("\n/* clang-format on */\n\n#endif");

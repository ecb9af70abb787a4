// SPDX-License-Identifier: Apache-2.0
// Our reading of phone numbers beside libphonenumber: the example numbers of all countries and of
// all types, in every usual spelling.  referee.mjs PROGRAM [--list]
//
// A spelling agrees when ours and libphonenumber-js/max give the same number and extension (or
// both none).  Fails below 99.5 %, and prints what differs, by spelling and country.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import google from "google-libphonenumber";
import { getCountries, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { spellings } from "./spellings.mjs";

const LEAST = 0.995;
const util = google.PhoneNumberUtil.getInstance();
const types = Object.values(google.PhoneNumberType).filter((type) => type >= 0);

// What libphonenumber makes of it; only what is a number of a plan, as ours says it.
function judged(text, country) {
	const found = parsePhoneNumberFromString(text, country);
	return found?.isValid() ? `${found.number} ${found.ext ?? ""}` : "";
}

function examples(country) {
	const found = types.map((type) => util.getExampleNumberForType(country, type));
	const numbers = found.filter(Boolean)
		.map((number) => util.format(number, google.PhoneNumberFormat.E164));
	return [...new Set(numbers)].map((e164) => parsePhoneNumberFromString(e164, country))
		.filter((number) => number?.isValid());
}

const cases = [];
for (const country of getCountries())
	for (const number of examples(country))
		for (const [name, text, from] of spellings(number, country))
			cases.push({ name, text, country: from, truth: `${number.number} ` });

const input = cases.map((c) => `${c.country}\t${c.text}\n`).join("");
if (process.env.PHONES_KEEP) writeFileSync(process.env.PHONES_KEEP, input);
const run = spawnSync(process.argv[2], { input, maxBuffer: 1 << 28, encoding: "utf8" });
const ours = run.stdout.split("\n");
if (run.status !== 0 || ours.length !== cases.length + 1) {
	console.error(`ended with ${run.status} after ${ours.length} lines\n${run.stderr}`);
	process.exit(1);
}

// What the sender meant counts, too: where ours has it and the referee does not, that is no loss.
const tally = new Map();
const apart = [];
cases.forEach((c, i) => {
	const judge = judged(c.text, c.country);
	const row = tally.get(c.name) ?? { all: 0, same: 0, ours: 0, theirs: 0 };
	row.all++;
	row.same += judge === ours[i];
	row.ours += ours[i].startsWith(c.truth);
	row.theirs += judge.startsWith(c.truth);
	if (judge !== ours[i]) apart.push({ ...c, judge, ours: ours[i] });
	tally.set(c.name, row);
});
const sum = { all: 0, same: 0, ours: 0, theirs: 0 };
const share = (part, all) => `${((100 * part) / all).toFixed(2)} %`.padStart(9);
console.log("spelling".padEnd(34), "  count   agree   as meant: ours, libphonenumber");
for (const [name, row] of tally) {
	for (const key of Object.keys(sum)) sum[key] += row[key];
	console.log(name.padEnd(34), String(row.all).padStart(6), share(row.same, row.all),
		share(row.ours, row.all), share(row.theirs, row.all));
}
console.log("all".padEnd(34), String(sum.all).padStart(6), share(sum.same, sum.all),
	share(sum.ours, sum.all), share(sum.theirs, sum.all));
const short = process.argv.includes("--list") ? apart : apart.slice(0, 40);
for (const a of short)
	console.log(`${a.country} ${a.name}: ${a.text} -> ${a.ours || "none"}, ` +
		`libphonenumber ${a.judge || "none"}, meant ${a.truth}`);
if (short.length < apart.length)
	console.log(`… and ${apart.length - short.length} more (--list)`);
process.exit(sum.same / sum.all < LEAST ? 1 : 0);

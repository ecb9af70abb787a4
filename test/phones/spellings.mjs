// SPDX-License-Identifier: Apache-2.0
// How people write a phone number: [name of the spelling, text, country of who writes].
import { getCountryCallingCode, Metadata } from "libphonenumber-js/max";

const shifted = (text, nought) =>
	text.replace(/\d/g, (d) => String.fromCodePoint(nought + Number(d)));

// Whoever writes from abroad: their prefix, and a country that is not the number's.
function strangers(country) {
	const main = getCountryCallingCode(country);
	return [["US", "011"], ["DE", "00"], ["RU", "810"]]
		.filter(([from]) => getCountryCallingCode(from) !== main);
}

export function spellings(number, country) {
	const e164 = number.number;
	const plain = number.nationalNumber;
	const code = number.countryCallingCode;
	const spaced = number.formatInternational();
	const national = number.formatNational();
	const metadata = new Metadata();
	metadata.selectNumberingPlan(country);
	const trunk = metadata.numberingPlan.nationalPrefix();
	const all = [
		["E.164", e164], ["E.164 from elsewhere", e164, country === "FR" ? "JP" : "FR"],
		["international", spaced], ["international, hyphens", spaced.replaceAll(" ", "-")],
		["international, dots", spaced.replaceAll(" ", ".")],
		["international, brackets", spaced.replace(/^(\+\d+) (\d+)/, "$1 ($2)")],
		["national", national], ["national, digits only", national.replace(/\D/g, "")],
		["national, hyphens", national.replace(/[ ]/g, "-")],
		["national, dots", national.replace(/[ -]/g, ".")],
		["national, slash", national.replace(/[ -]/, "/")],
		["national, in brackets", national.replace(/^(\d+) /, "($1) ")],
		["without trunk prefix", plain], ["calling code, no plus", code + plain],
		["calling code, no plus, spaces", spaced.slice(1)],
		["tel:", `tel:${e164}`], ["tel: national", `tel:${national}`],
		["tel: ;ext=12", `tel:${e164};ext=12`], ["national ext. 12", `${national} ext. 12`],
		["international Ext. 12", `${spaced} Ext. 12`], ["national x12", `${national} x12`],
		["national #12", `${national} #12`],
		["national extension", `${national} extension 4711`],
		["full-width", shifted(e164.replace("+", "\uff0b"), 0xff10)],
		["full-width national", shifted(national, 0xff10)],
		["Arabic", shifted(e164, 0x660)], ["Arabic national", shifted(national, 0x660)],
		["Persian", shifted(e164, 0x6f0)],
		["U+00A0 international", spaced.replaceAll(" ", "\u00a0")],
		["U+00A0 national", national.replaceAll(" ", "\u00a0")],
		["U+2011 national", national.replace(/[ -]/g, "\u2011")],
		["U+202A…C around", `\u202a${spaced}\u202c`],
		["U+202A…C around national", `\u202a${national}\u202c`],
		["U+200E before", `\u200e${e164}`],
		["U+200B between", spaced.replaceAll(" ", "\u200b")],
		["white around", ` \t${spaced} `],
		...strangers(country).flatMap(([from, prefix]) => [
			[`${prefix} from ${from}`, prefix + code + plain, from],
			[`${prefix} from ${from}, spaces`, `${prefix} ${spaced.slice(1)}`, from],
		]),
		["(00) in brackets", `(00${code}) ${plain}`, "DE"],
	];
	if (trunk && national.replace(/\D/g, "") === trunk + plain)
		all.push(["+ and trunk prefix", `+${code} ${trunk}${plain}`],
			["+ and (trunk prefix)", spaced.replace(" ", ` (${trunk})`)],
			["00 and (trunk prefix)", `00 ${code} (${trunk})${plain}`, "FR"],
			["code and trunk, no plus", `${code}${trunk}${plain}`]);
	if (country === "AR" && plain.startsWith("9"))
		for (const area of [2, 3, 4]) {
			const [place, rest] = [plain.slice(1, 1 + area), plain.slice(1 + area)];
			all.push([`+54 mobile with 15`, `+54 ${place} 15 ${rest}`],
				[`0 mobile with 15`, `0${place} 15-${rest}`]);
		}
	return all.map(([name, text, from]) => [name, text, from ?? country]);
}

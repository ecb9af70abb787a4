// SPDX-License-Identifier: Apache-2.0
/* A letter's HTML as what may be shown of it: a tree of few elements without any attribute but
 * where a link leads.  Nothing of it is ever given to the browser as HTML: the page builds each
 * element itself, so there is nothing that could run, load or reach out.  Pure. */
export interface Bit {
	tag: string /* '' is text */;
	text: string;
	href: string;
	bits: Bit[];
}

const DEEP = 40;
const MANY = 4000;
const ATTRIBUTES_MAX = 10_000;

/* What is shown as what; all else is left out, and what stands in it is shown. */
const SHOWN: Record<string, string> = {
	p: 'p',
	div: 'div',
	section: 'div',
	article: 'div',
	header: 'div',
	footer: 'div',
	main: 'div',
	table: 'div',
	tr: 'div',
	td: 'span',
	th: 'strong',
	ul: 'ul',
	ol: 'ol',
	li: 'li',
	blockquote: 'blockquote',
	pre: 'pre',
	b: 'strong',
	strong: 'strong',
	i: 'em',
	em: 'em',
	u: 'span',
	span: 'span',
	a: 'a',
	h1: 'h',
	h2: 'h',
	h3: 'h',
	h4: 'h',
	h5: 'h',
	h6: 'h',
	br: 'br',
	hr: 'hr',
};
const ALONE = ['br', 'hr', 'input', 'meta', 'link', 'base', 'col', 'wbr', 'area', 'source'];
/* With all that stands in them. */
const UNSEEN = [
	...['script', 'style', 'title', 'iframe', 'object', 'svg', 'math', 'template'],
	...['noscript', 'textarea', 'select', 'video', 'audio'],
];

const NAMED: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: '\u00a0',
	auml: 'ä',
	ouml: 'ö',
	uuml: 'ü',
	Auml: 'Ä',
	Ouml: 'Ö',
	Uuml: 'Ü',
	szlig: 'ß',
	euro: '€',
	copy: '©',
	hellip: '…',
	mdash: '—',
	ndash: '–',
	bull: '•',
	laquo: '«',
	raquo: '»',
	lsquo: '‘',
	rsquo: '’',
	ldquo: '“',
	rdquo: '”',
	bdquo: '„',
	eacute: 'é',
	egrave: 'è',
	zwnj: '',
};

function sign(code: number): string {
	const fits = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);

	return fits ? String.fromCodePoint(code) : '';
}

export function decoded(text: string): string {
	const sign_of = /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi;

	return text.replace(sign_of, (whole, hex, ten, name) => {
		if (hex) return sign(parseInt(hex, 16));
		if (ten) return sign(Number(ten));
		return NAMED[name] ?? whole;
	});
}

/* Where a link may lead: to a page, a mailbox or a telephone. */
export function leads(address: string): string {
	const plain = decoded(address).replace(/[\u0000-\u0020\u007f]/g, '');

	return /^(https?:\/\/|mailto:|tel:)/i.test(plain) ? plain : '';
}

const said = (attributes: string, name: string) => {
	const value = `("([^"]*)"|'([^']*)'|([^\\s"'>]+))`;
	const whole = new RegExp(`(?:^|[\\s"'/])${name}\\s{0,9}=\\s{0,9}${value}`, 'i');
	const found = whole.exec(attributes.slice(0, ATTRIBUTES_MAX));

	return found ? (found[2] ?? found[3] ?? found[4] ?? '') : '';
};

const bit = (tag: string, text = '', href = ''): Bit => ({ tag, text, href, bits: [] });

/* Behind the end of a tag that begins at `from`; -1: it has none. */
function tag_end(html: string, from: number): number {
	let quote = '';

	for (let i = from; i < html.length; i++) {
		const c = html[i]!;
		if (quote) quote = c === quote ? '' : quote;
		else if (c === '"' || c === "'") quote = c;
		else if (c === '>') return i + 1;
	}
	return -1;
}

interface Part {
	text: string;
	name: string /* '' is text */;
	closes: boolean;
	attributes: string;
}

/* A letter taken apart from its beginning to its end, each sign looked at once or twice. */
function* parts_of(html: string): Generator<Part> {
	const low = html.toLowerCase();
	const text = (from: number, to: number): Part => ({
		text: decoded(html.slice(from, to)),
		name: '',
		closes: false,
		attributes: '',
	});
	const behind = (word: string, from: number) => {
		const at = low.indexOf(word, from);
		return at < 0 ? html.length : at + word.length;
	};
	let at = 0;

	while (at < html.length) {
		const next = html.indexOf('<', at);
		if (next !== at) yield text(at, next < 0 ? html.length : next);
		if (next < 0) return;
		if (html.startsWith('<!--', next)) {
			at = behind('-->', next);
			continue;
		}
		const name = /^<(\/?)([a-z][a-z0-9:-]*)/i.exec(html.slice(next, next + 40));
		if (!name && !/^<[!?/]/.test(html.slice(next, next + 2))) {
			yield text(next, next + 1);
			at = next + 1;
			continue;
		}
		const end = tag_end(html, next + 1);
		if (end < 0) return yield text(next, html.length);
		at = end;
		if (!name) continue;
		const closes = name[1] === '/';
		const bare = name[2]!.toLowerCase();
		if (UNSEEN.includes(bare)) {
			if (!closes) at = behind('>', behind(`</${bare}`, end));
			continue;
		}
		const attributes = html.slice(next + name[0].length, end - 1);
		yield { text: '', name: bare, closes, attributes };
	}
}

export function mail_bits(html: string): Bit[] {
	const root = bit('div');
	const open: { name: string; bit: Bit }[] = [{ name: '', bit: root }];
	let many = 0;

	const top = () => open[open.length - 1]!.bit;
	const put = (one: Bit) => {
		many++;
		top().bits.push(one);
	};

	for (const { text, name, closes, attributes } of parts_of(html)) {
		if (many >= MANY) break;
		if (!name) {
			if (text) put(bit('', text));
			continue;
		}
		if (closes) {
			const at = open.map((one) => one.name).lastIndexOf(name);
			if (at > 0) open.length = at;
			continue;
		}
		if (name === 'img') {
			const told = decoded(said(attributes, 'alt')).trim();
			if (told) put(bit('', `[${told}]`));
			continue;
		}
		const tag = SHOWN[name];
		if (!tag || open.length > DEEP) continue;
		if (/^t[dh]$/.test(name) && top().bits.length) put(bit('', ' '));
		const href = tag === 'a' ? leads(said(attributes, 'href')) : '';
		const one = bit(tag === 'a' && !href ? 'span' : tag, '', href);
		put(one);
		if (!ALONE.includes(name)) open.push({ name, bit: one });
	}
	return root.bits;
}

/* What is typed, as the letter that is sent. */
export function mail_html(text: string): string {
	const safe = text.replace(
		/[&<>"]/g,
		(one) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[one]!,
	);

	return safe
		.split(/\n{2,}/)
		.map((part) => `<p>${part.replaceAll('\n', '<br>')}</p>`)
		.join('');
}

// SPDX-License-Identifier: Apache-2.0
/* What the board and the inbox are made of, without a browser: amounts, addresses, what is asked
 * for, letters. */
import assert from 'node:assert/strict';

export function workUnits(test, app) {
	test('an amount is read as the language groups it', () => {
		for (const [text, decimal, value] of [
			['1250.5', '.', 1250.5],
			['1,250.50', '.', 1250.5],
			['1,250', '.', 1250],
			['1,25', '.', 1.25],
			['1.250', '.', 1.25],
			['1.250,50', ',', 1250.5],
			['1.250', ',', 1250],
			['1.250.000', ',', 1250000],
			['1250.50', ',', 1250.5],
			["12'000", '.', 12000],
			['-3', '.', -3],
			['.5', '.', 0.5],
			['', '.', null],
			['twelve', '.', undefined],
			['12 $', '.', undefined],
		])
			assert.equal(app.amount_of(text, decimal), value, text);
	});

	test('what a board shows stands in its address, and is asked for so', () => {
		const wanted = { pipeline: 'p', text: 'loom', status: 'all', owner: 'u' };
		const words = app.deals_words(wanted);

		assert.deepEqual(app.deals_wanted(new URLSearchParams(words)), wanted);
		assert.equal(app.deals_words({ ...wanted, status: 'open' }).status, '');
		const odd = app.deals_wanted(new URLSearchParams('status=nonsense'));
		assert.equal(odd.status, 'open');
		assert.deepEqual(app.deals_search({ ...wanted, status: 'won' }, 's'), {
			query: 'loom',
			filters: [
				{ field: 'pipeline_id', operator: 'eq', value: 'p' },
				{ field: 'pipeline_stage_id', operator: 'eq', value: 's' },
				{ field: 'status', operator: 'eq', value: 'won' },
				{ field: 'assigned_to', operator: 'eq', value: 'u' },
			],
		});
		const filters = (status) => app.deals_search({ ...wanted, status }, 's').filters;
		assert.equal(filters('all').length, 3, 'any status');
		assert.equal(filters('open')[2].value, 'open');
		const now = Date.parse('2026-01-03T23:00:00Z');
		assert.equal(app.days_since('2026-01-01T00:00:00Z', now), 2);
	});

	/* A letter as one reads it: <tag href>…</>. */
	const read = (html) => {
		const told = (bits) =>
			bits
				.map(({ tag, text, href, bits: inner }) =>
					tag === ''
						? text
						: `<${tag}${href && ` ${href}`}>${told(inner)}</>`,
				)
				.join('');

		return told(app.mail_bits(html));
	};

	test('of a letter only what is known is shown, and nothing of it acts', () => {
		for (const [html, told] of [
			['<p>a <b>b</b></p>', '<p>a <strong>b</></>'],
			['a<br>b<BR/>c', 'a<br></>b<br></>c'],
			['<script>x()</script>a', 'a'],
			['<SCRIPT src=x>x()</script >a', 'a'],
			['a<script>never closed', 'a'],
			['<!-- <b>a</b> -->b', 'b'],
			['<p onclick="x()" style="color:red">a</p>', '<p>a</>'],
			['<svg><a href="https://x"><text>a</text></a></svg>b', 'b'],
			['<iframe src=x>a</iframe>b', 'b'],
			['<img src=x onerror=x() alt="a &lt;loom&gt;">', '[a <loom>]'],
			['<img src=x>', ''],
			['<a href="https://x/?a=1&amp;b">a</a>', '<a https://x/?a=1&b>a</>'],
			["<a class=y href='mailto:a@b'>a</a>", '<a mailto:a@b>a</>'],
			['<a href="javascript:x()">a</a>', '<span>a</>'],
			['<a href="JAVA&#x09;script:x()">a</a>', '<span>a</>'],
			['<a href="java&Tab;script:x()">a</a>', '<span>a</>'],
			['<a href="data:text/html,x">a</a>', '<span>a</>'],
			['<a href="/console/">a</a>', '<span>a</>'],
			['<a data-href="https://x">a</a>', '<span>a</>'],
			['<form action=x><input value=y>a</form>', 'a'],
			['&lt;script&gt;x()&lt;/script&gt;', '<script>x()</script>'],
			['&auml;&#228;&#xe4;&unknown;&#0;&#xd800;', 'äää&unknown;'],
			['1 < 2 & 3', '1 < 2 & 3'],
			['</p></div>a', 'a'],
			['<ul><li>a<li>b</ul>c', '<ul><li>a<li>b</></></>c'],
			['<o:p>a</o:p>', 'a'],
		])
			assert.equal(read(html), told, html);
		assert.match(read('<tr><td>a</td><td>b</td></tr>'), /a<\/> <span>b/);
		assert.ok(read('<div>'.repeat(100_000)).length < 1000);
		assert.ok(app.mail_bits('<b>a</b>'.repeat(50_000)).length <= 4001);
		assert.equal(
			app.mail_html('a <b>\nc\n\nd & "e"'),
			'<p>a &lt;b&gt;<br>c</p><p>d &amp; &quot;e&quot;</p>',
		);
	});

	test('a letter of any size is read in no time', () => {
		for (const piece of ['<a ', '<!--', '<script', '"\'<', '<p a="', '&#'])
			for (const html of [piece.repeat(60_000), `<b${piece.repeat(60_000)}`]) {
				const began = performance.now();
				app.mail_bits(html);
				const took = performance.now() - began;
				assert.ok(took < 5000, `${piece}: ${took} ms`);
			}
	});

	test('a file is called by the end of its address, and leads to the web only', () => {
		assert.equal(app.file_name('https://x/y/a%20b.pdf?z=1'), 'a b.pdf');
		assert.equal(app.file_name('https://x/%zz'), '%zz');
		assert.ok(app.web('https://x/y') && app.web('/files/a/b'));
		for (const bad of ['javascript:x()', 'data:text/html,x', '//x/y', ' https://x'])
			assert.ok(!app.web(bad), bad);
	});
}

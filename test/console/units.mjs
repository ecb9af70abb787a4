// SPDX-License-Identifier: Apache-2.0
/* What the board is made of, without a browser: amounts, addresses, what it asks for. */
import assert from 'node:assert/strict';

export function workUnits(test, app) {
	test('an amount is read as the language groups it', () => {
		for (const [text, decimal, value] of [
			['1250.5', '.', 1250.5],
			['1,250.50', '.', 1250.5],
			['1,250', '.', 1250],
			['1,25', '.', 1.25],
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
		const now = Date.parse('2026-01-03T23:00:00Z');
		assert.equal(app.days_since('2026-01-01T00:00:00Z', now), 2);
	});
}

/* Renews free times in a page that a cache has kept, and shows a member's records.
 * SPDX-License-Identifier: GPL-2.0-or-later */
(function () {
	'use strict';
	function make(name, text, into) {
		var e = document.createElement(name);
		if (text !== null) { e.textContent = text; }
		into.appendChild(e);
		return e;
	}
	function slots(box, got) {
		var old = box.querySelector('ul') || box.querySelector('p'), list = make('ul', null, box);
		if (!got.known) { box.removeChild(list); return; }
		got.slots.forEach(function (s) {
			var a = make('a', null, make('li', null, list));
			if (/^https?:\/\//.test(s.url)) { a.href = s.url; }
			make('time', s.says, a).setAttribute('datetime', s.at);
		});
		if (!got.slots.length) { box.removeChild(list); list = make('p', got.none, box); }
		box.replaceChild(list, old);
	}
	function records(box, got) {
		box.textContent = '';
		if (!got.rows) { make('p', got.message || '', box); return; }
		if (!got.rows.length) { make('p', got.none, box); return; }
		var t = make('table', null, box), head, body;
		make('caption', got.caption, t);
		head = make('tr', null, make('thead', null, t));
		got.titles.forEach(function (x) { make('th', x, head).scope = 'col'; });
		body = make('tbody', null, t);
		got.rows.forEach(function (r) {
			var row = make('tr', null, body);
			r.forEach(function (x) { make('td', x, row); });
		});
	}
	Array.prototype.forEach.call(document.querySelectorAll('[data-groundlevel]'), function (box) {
		var nonce = box.getAttribute('data-nonce'), url = box.getAttribute('data-groundlevel');
		fetch(url + (url.indexOf('?') < 0 ? '?' : '&') + '_=' + Date.now(), nonce
			? { headers: { 'X-WP-Nonce': nonce }, credentials: 'same-origin' } : { credentials: 'omit' })
			.then(function (r) { return r.json(); })
			.then(function (got) { (nonce ? records : slots)(box, got); })
			.catch(function () {});
	});
}());

/* The two blocks in the editor: a field for each attribute, and what the server draws.
 * SPDX-License-Identifier: GPL-2.0-or-later */
(function (wp) {
	'use strict';
	var el = wp.element.createElement;

	function block(name, fields) {
		wp.blocks.registerBlockType(name, {
			edit: function (props) {
				var inputs = fields.map(function (f) {
					return el(wp.components.TextControl, {
						key: f[0],
						label: f[1],
						type: f[2],
						value: String(props.attributes[f[0]]),
						onChange: function (value) {
							var set = {};
							set[f[0]] = f[2] === 'number' ? Number(value) || 1 : value;
							props.setAttributes(set);
						}
					});
				});
				return el('div', wp.blockEditor.useBlockProps(),
					el(wp.blockEditor.InspectorControls, {},
						el(wp.components.PanelBody, { title: 'Groundlevel' }, inputs)),
					el(wp.serverSideRender, { block: name, attributes: props.attributes }));
			},
			save: function () { return null; }
		});
	}
	block('groundlevel/slots', [['calendar', 'Calendar', 'text'], ['days', 'Days', 'number'],
		['limit', 'At most', 'number']]);
	block('groundlevel/records', [['object', 'Object', 'text'], ['fields', 'Fields', 'text']]);
}(window.wp));

// SPDX-License-Identifier: Apache-2.0
/* An object with a field of every kind, and what plays say of its grid. */
import assert from 'node:assert/strict';
import { said, serverStart, signFirst, soon } from './stage.mjs';

const TYPES = [
	['Length', 'NUMERICAL'],
	['Price', 'MONETORY'],
	['Launched', 'DATE'],
	['Rig', 'SINGLE_OPTIONS', ['Sloop', 'Ketch']],
	['Gear', 'MULTIPLE_OPTIONS', ['Anchor', 'Radio', 'Raft']],
	['Mail', 'EMAIL'],
	['Notes', 'LARGE_TEXT'],
	['Papers', 'FILE_UPLOAD'],
	['Berths', 'TEXTBOX_LIST', ['Bow', 'Stern']],
];

/* An object with a field of every kind, and an association with people. */
export async function fleet(server, name) {
	const locationId = server.demo.locationId;
	const key = `custom_objects.${name}`;
	const ask = async (method, path, body) => {
		const reply = await server.api(method, path, body);
		assert.ok(reply.status < 300, JSON.stringify(reply));
		return reply;
	};
	const records = `/objects/${key}/records`;
	const one = (id) => `${records}/${id}?locationId=${locationId}`;

	await ask('POST', '/objects/', {
		locationId,
		key,
		labels: { singular: 'Boat', plural: `Boats ${name}` },
		primaryDisplayPropertyDetails: { key: 'name', name: 'Name', dataType: 'TEXT' },
	});
	const list = `/custom-fields/object-key/${key}?locationId=${locationId}`;
	const folder = (await ask('GET', list)).folders[0].id;
	for (const [title, dataType, options] of TYPES)
		await ask('POST', '/custom-fields/', {
			locationId,
			objectKey: key,
			parentId: folder,
			showInForms: true,
			name: title,
			fieldKey: title.toLowerCase(),
			dataType,
			...(options ? { options: options.map((label) => ({ label })) } : {}),
		});
	await ask('POST', '/associations/', {
		locationId,
		key: `${name}_owner`,
		firstObjectKey: 'contact',
		firstObjectLabel: 'Skipper',
		secondObjectKey: key,
		secondObjectLabel: 'Boat',
	});
	const make = async (properties) =>
		(await ask('POST', records, { locationId, properties })).record.id;
	const read = async (id) => (await ask('GET', one(id))).record;
	const change = (id, properties) => ask('PUT', one(id), { properties });

	return { key, path: `/objects/${name}`, make, read, change };
}

const started = [];
let looked;
export const fleetServers = () => started;

/* What is looked at in every size and colour is made once, in a demo of its own: a location has at
 * most ten objects, and the other plays make nearly as many. */
export const lookedAt = (options) => (looked ??= lookMade(options));

async function lookMade(options) {
	const server = await serverStart(options.server);

	started.push(server);
	await signFirst(server);
	const made = await fleet(server, 'looked_at');
	const id = await made.make({
		name: 'Alma',
		length: 7.5,
		launched: '2020-01-31',
		notes: 'Ein Satz über ein Boot, das in keine Zelle passt.',
	});

	await made.make({ name: 'Berta', rig: 'ketch', gear: ['raft'] });
	return { server, path: made.path, id };
}

export const rows = (page) => page.locator('.body [role=row]');
export const cell = (page, row, column) => rows(page).nth(row).locator(`[data-column="${column}"]`);
export const tell = (page, text) =>
	soon(
		() => said(page),
		(all) => all.includes(text),
	);
export const told = (where, text) =>
	soon(
		() => where.innerText(),
		(now) => now.trim() === text,
	);
export const counted = (page, count) =>
	soon(
		() => rows(page).count(),
		(now) => now === count,
	);

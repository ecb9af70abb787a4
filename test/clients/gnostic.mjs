// SPDX-License-Identifier: Apache-2.0
// A short tour with @gnosticdev/highlevel-sdk, which is made of the published OpenAPI files.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHighLevelClient } from '@gnosticdev/highlevel-sdk';
import { founding, locationId, record, url, word } from './stage.mjs';

/** fetch, with a record of what came back. */
async function recorded(request) {
  const reply = await fetch(request);
  const body = await reply.clone().json().catch(() => null);

  record(request.method, new URL(request.url).pathname, reply.status, body);
  return reply;
}

const client = createHighLevelClient(
  { baseUrl: url, fetch: recorded, headers: { Version: '2021-07-28' } },
  'integration',
  { privateToken: founding.locationToken, accessType: 'Sub-Account', scopes: [] },
);

/** What openapi-fetch gives is `data` or `error`; here it must be data. */
function need({ data, error }) {
  assert.equal(error, undefined, JSON.stringify(error));
  return data;
}

test('a contact is made, read, tagged, listed and deleted', async () => {
  const email = `${word('bob')}@example.com`;
  const { contact } = need(await client.contacts.POST('/contacts/', {
    body: { locationId, firstName: 'Bob', email } }));
  const params = { path: { contactId: contact.id } };

  const read = need(await client.contacts.GET('/contacts/{contactId}', { params }));
  assert.equal(read.contact.email, email);
  const tagged = need(await client.contacts.POST('/contacts/{contactId}/tags', {
    params, body: { tags: ['vip'] } }));
  assert.deepEqual(tagged.tags, ['vip']);
  const listed = need(await client.contacts.GET('/contacts/', {
    params: { query: { locationId, limit: 5 } } }));
  assert.ok(listed.contacts.some((one) => one.id === contact.id));
  const gone = need(await client.contacts.DELETE('/contacts/{contactId}', { params }));
  assert.equal(gone.succeded, true);
});

test('a refusal arrives as `error`, with our sentence', async () => {
  const { data, error, response } = await client.contacts.POST('/contacts/', {
    body: { firstName: 'Nobody' } });

  assert.equal(data, undefined);
  assert.equal(response.status, 422);
  assert.ok(error.message.some((line) => line.startsWith('locationId ')));
});

test('the location, its users, businesses, campaigns and workflows', async () => {
  const path = { locationId };
  const query = { locationId };

  const { location } = need(await client.locations.GET('/locations/{locationId}', {
    params: { path } }));
  assert.equal(location.id, locationId);
  const { users } = need(await client.users.GET('/users/', { params: { query } }));
  assert.ok(users.some((one) => one.id === founding.owner.id));
  const made = need(await client.businesses.POST('/businesses/', {
    body: { locationId, name: word('Ltd') } }));
  assert.equal(made.success, true);
  const { businesses } = need(await client.businesses.GET('/businesses/', {
    params: { query } }));
  assert.ok(businesses.length >= 1);
  need(await client.campaigns.GET('/campaigns/', { params: { query } }));
  need(await client.workflows.GET('/workflows/', { params: { query } }));
});

test('the rate-limit headers are there', async () => {
  const { response } = await client.contacts.GET('/contacts/', {
    params: { query: { locationId, limit: 1 } } });

  assert.ok(Number(response.headers.get('x-ratelimit-remaining')) >= 0);
  assert.equal(response.headers.get('x-ratelimit-interval-milliseconds'), '10000');
});

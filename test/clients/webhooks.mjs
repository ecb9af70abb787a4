// SPDX-License-Identifier: Apache-2.0
// The official SDK's middleware for webhooks in front of a receiver of ours: it must accept every
// delivery, whether it is given the bytes as they came or what JSON.parse made of them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import sdk from '@gohighlevel/api-client';
import { contactMake, crm } from './sdk-stage.mjs';
import { founding, locationId, url, word } from './stage.mjs';

const { HighLevel } = sdk;
const WAIT_MS = 120_000;
const taken = [];
let receiver, hook, middleware;

async function ask(method, path, body, token = founding.locationToken) {
  const reply = await fetch(url + path, {
    method,
    headers: {
      'Content-Type': 'application/json',
      Version: '2021-07-28',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
    body: body && JSON.stringify(body),
  });
  assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${await reply.clone().text()}`);
  return reply.json();
}

function speaker(clientId, webhookPublicKey) {
  return new HighLevel({ clientId, clientSecret: 'none', webhookPublicKey }).webhooks.subscribe();
}

/** What the SDK says of a request, whose body it is given as a parser would. */
async function judged(raw, headers, more = {}, speak = middleware) {
  const request = { method: 'POST', url: '/', headers, body: JSON.parse(raw), ...more };
  await new Promise((done, fail) => speak(request, {}, (error) => error ? fail(error) : done()));
  return request;
}

async function soon(fits, what) {
  const until = Date.now() + WAIT_MS;
  while (!fits()) {
    assert.ok(Date.now() < until, `not soon: ${what}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

before(async () => {
  receiver = createServer((request, reply) => {
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', () => {
      taken.push({ raw: Buffer.concat(parts).toString(), headers: request.headers });
      reply.end('{}');
    });
  });
  await new Promise((done) => receiver.listen(0, '127.0.0.1', done));
  const made = await ask('POST', '/webhooks', {
    url: `http://127.0.0.1:${receiver.address().port}/`, name: 'SDK' });
  hook = made.webhook;
  const { keys } = await ask('GET', '/webhooks/key', undefined, '');
  middleware = speaker(`${hook.appId}-abcdefgh`, keys[0].publicKey);
});

after(async () => {
  await ask('DELETE', `/webhooks/${hook.id}`);
  receiver.closeAllConnections();
  receiver.close();
});

describe('webhooks, as the SDK takes them', () => {
  test('all events are accepted, and read and written again they are the same', async () => {
    const contact = await contactMake({
      tags: ['Größe "L"', 'a\\b / c', '\u2028 😀'], dnd: false, source: '\u007f',
    });
    await crm.contacts.createNote({ contactId: contact.id }, { body: 'line\nnext\ttab "quoted"' });
    const { task } = await crm.contacts.createTask({ contactId: contact.id }, {
      title: 'Call', dueDate: '2026-07-17T10:26:20Z', completed: false });
    await crm.contacts.updateContact({ contactId: contact.id }, { dnd: true });
    const { customField } = await crm.locations.createCustomField({ locationId }, {
      name: word('Amount'), dataType: 'MONETORY', model: 'contact' });
    // beside the record that is held against the contract, which has a text there
    await ask('PUT', `/contacts/${contact.id}`, {
      customFields: [{ id: customField.id, field_value: 1.5e-7 }] });
    await crm.contacts.deleteContact({ contactId: contact.id });
    const wanted = ['ContactCreate', 'NoteCreate', 'TaskCreate', 'ContactDelete'];
    await soon(() => wanted.every((type) => taken.some(({ raw }) => {
      const body = JSON.parse(raw);
      return body.type === type && [body.id, body.contactId].includes(contact.id)
        || body.id === task.id && body.type === type;
    })), wanted.join());

    for (const { raw, headers } of taken.slice()) {
      assert.equal(JSON.stringify(JSON.parse(raw)), raw);
      const parsed = await judged(raw, headers);
      assert.equal(parsed.skippedSignatureVerification, false);
      assert.equal(parsed.isSignatureValid, true, raw);
      assert.equal((await judged(raw, headers, { rawBody: raw })).isSignatureValid, true);
      const body = JSON.parse(raw);
      assert.equal(body.appId, hook.appId);
      assert.equal(body.versionId, hook.versionId);
      assert.match(body.webhookId, /^[0-9a-f-]{36}$/);
      assert.ok(Math.abs(Date.now() - Date.parse(body.timestamp)) < 5 * 60_000);
    }
  });

  test('what was changed on the way, or is for another app, is not', async () => {
    const [{ raw, headers }] = taken;
    const changed = raw.replace(/"timestamp":"2/, '"timestamp":"3');
    assert.notEqual(changed, raw);
    assert.equal((await judged(changed, headers)).isSignatureValid, false);
    const other = speaker('0123456789abcdef01234567-abcdefgh', 'unused');
    assert.equal((await judged(raw, headers, {}, other)).isSignatureValid, undefined);
  });

  test('the key is published in the spellings that the SDK takes', async () => {
    const { keys } = await ask('GET', '/webhooks/key', undefined, '');
    const [{ raw, headers }] = taken;
    for (const key of [keys[0].publicKey, keys[0].pem]) {
      const speak = speaker(`${hook.appId}-abcdefgh`, key);
      assert.equal((await judged(raw, headers, {}, speak)).isSignatureValid, true);
    }
  });
});

// SPDX-License-Identifier: Apache-2.0
// The stream of events, read by Node's own fetch as an EventSource reads it: comes back with
// Last-Event-ID and hears everything once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { founding, locationId, url, word } from './stage.mjs';

const headers = { Authorization: `Bearer ${founding.locationToken}`, Version: '2021-07-28' };

async function contact(firstName) {
  const reply = await fetch(`${url}/contacts/`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ locationId, firstName }),
  });
  assert.equal(reply.status, 201);
  return (await reply.json()).contact.id;
}

/** Events until there are so many; then the connection is left. */
async function hear(count, last, begun = () => {}) {
  const leaving = new AbortController();
  const more = last === undefined ? {} : { 'Last-Event-ID': last };
  const reply = await fetch(`${url}/events/stream?types=ContactCreate`, {
    headers: { ...headers, ...more },
    signal: leaving.signal,
  });
  const heard = [];
  let text = '';

  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-type'), /^text\/event-stream/);
  begun();
  for await (const bytes of reply.body) {
    text += new TextDecoder().decode(bytes);
    for (let end; (end = text.indexOf('\n\n')) >= 0; text = text.slice(end + 2)) {
      const lines = text.slice(0, end).split('\n');
      const event = Object.fromEntries(lines.map((line) => line.split(/: (.*)/s)));
      if (event.data) heard.push({ ...event, said: JSON.parse(event.data) });
    }
    if (heard.length >= count) break;
  }
  leaving.abort();
  return heard;
}

test('a stream tells what happens, and goes on by its last id', async () => {
  let begin;
  const began = new Promise((resolve) => (begin = resolve));
  const first = hear(1, undefined, begin);
  await began;
  const ann = await contact(word('Ann'));
  const [one] = await first;
  assert.equal(one.event, 'ContactCreate');
  assert.equal(one.said.payload.id, ann);
  assert.equal(one.said.cursor, one.id);

  const meanwhile = [await contact(word('Ben')), await contact(word('Cy'))];
  const heard = await hear(2, one.id);
  assert.deepEqual(heard.map(({ said }) => said.payload.id), meanwhile);
});

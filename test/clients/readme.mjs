// SPDX-License-Identifier: Apache-2.0
// The lines of the README, as they stand but for the address.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { founding, locationId, url } from './stage.mjs';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the lines of the README for the SDK make a contact', () => {
  const [, lines] = /^```js\n([^]*?)^```$/m.exec(readme);
  assert.ok(lines.includes('http://127.0.0.1:8080'));
  const done = spawnSync(process.execPath, ['--input-type=module', '-e',
    lines.replace('http://127.0.0.1:8080', url)], {
    cwd: new URL('.', import.meta.url),
    env: { ...process.env, TOKEN: founding.locationToken, LOCATION: locationId },
    encoding: 'utf8',
  });

  assert.equal(done.status, 0, done.stderr);
  assert.match(done.stdout, /^[A-Za-z0-9]{20}$/m);
});

// SPDX-License-Identifier: Apache-2.0
// Our own description of the API, read by two validators of other people's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { url } from './stage.mjs';

const folder = mkdtempSync(join(tmpdir(), 'groundlevel-openapi-'));
const text = await (await fetch(`${url}/openapi.json`)).text();

after(() => rmSync(folder, { recursive: true }));

describe('GET /openapi.json', () => {
  test('fits the schema of OpenAPI 3.0', async () => {
    const result = await new Validator().validate(JSON.parse(text));

    assert.equal(result.valid, true, JSON.stringify(result.errors, null, 1));
  });

  test('has no error for redocly but the closing slashes, which are upstream\'s own', () => {
    const file = join(folder, 'openapi.json');

    writeFileSync(file, text);
    const lint = spawnSync('node_modules/.bin/redocly',
      ['lint', '--extends=recommended', '--format=json',
        '--skip-rule=no-path-trailing-slash', file],
      { encoding: 'utf8', env: { ...process.env, REDOCLY_TELEMETRY: 'off', CI: 'true' } });
    const found = JSON.parse(lint.stdout.slice(lint.stdout.indexOf('{')));
    const errors = found.problems.filter((problem) => problem.severity === 'error');

    assert.deepEqual(
      errors.map((e) => `${e.ruleId}: ${e.message} ${e.location?.[0]?.pointer}`), []);
    assert.equal(lint.status, 0, lint.stderr);
  });
});

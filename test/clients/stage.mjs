// SPDX-License-Identifier: Apache-2.0
// What every client test needs: where the server is, who is on it, and a record of each reply.
//
// run.sh starts the server and sets the environment: GROUNDLEVEL_URL, GROUNDLEVEL_FOUNDING (what
// `init --json` printed) and GROUNDLEVEL_RECORD (a file that gets one line of JSON for each reply,
// to be held against the contract afterwards).
import { appendFileSync } from 'node:fs';

export const url = process.env.GROUNDLEVEL_URL;
export const founding = JSON.parse(process.env.GROUNDLEVEL_FOUNDING);
export const locationId = founding.locationId;
export const companyId = founding.companyId;

export function record(method, path, status, body) {
  const file = process.env.GROUNDLEVEL_RECORD;
  const line = { method: method.toUpperCase(), path: path.split('?')[0], status, body };

  if (file) appendFileSync(file, JSON.stringify(line) + '\n');
}

/** A word that no other test has used. */
let words = 0;
export const word = (stem) => `${stem}${(words += 1)}x${process.pid}`;

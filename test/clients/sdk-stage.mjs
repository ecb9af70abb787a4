// SPDX-License-Identifier: Apache-2.0
// The official SDK, pointed at our server: nothing is changed but its base URL.
import assert from 'node:assert/strict';
import sdk from '@gohighlevel/api-client';
import { founding, locationId, record, url, word } from './stage.mjs';

const { HighLevel } = sdk;
HighLevel.BASE_URL = url;

const asked = new Set();

/** Notes which methods of a service were called. */
function watched(name, service) {
  return new Proxy(service, {
    get(target, method) {
      const found = target[method];

      if (typeof found !== 'function') return found;
      return (...values) => {
        asked.add(`${name}.${String(method)}`);
        return found.apply(target, values);
      };
    },
  });
}

/** Successes are kept, to be held against the contract. */
function recorded(client) {
  client.httpClient.interceptors.response.use((reply) => {
    const { method, url: path } = reply.config;

    record(method, new URL(path, url).pathname, reply.status, reply.data);
    return reply;
  });
  return client;
}

export const SERVICES = {
  contacts: 'contacts',
  objects: 'objects',
  customFields: 'customFields',
  locations: 'locations',
  associations: 'associations',
  users: 'users',
  companies: 'companies',
  businesses: 'businesses',
  workflows: 'workflows',
  campaigns: 'campaigns',
  calendars: 'calendars',
  conversations: 'conversations',
  medias: 'medias',
  emails: 'emails',
  snapshots: 'snapshots',
};

function speaker(token, options = {}) {
  const client = recorded(new HighLevel({ privateIntegrationToken: token, ...options }));
  const services = {};

  for (const name of Object.keys(SERVICES)) services[name] = watched(name, client[name]);
  return services;
}

/** The location's client and the agency's. */
export const crm = speaker(founding.locationToken);
export const agency = speaker(founding.agencyToken);
export { asked, speaker };

/** A contact that nobody else has. */
export async function contactMake(more = {}) {
  const { contact } = await crm.contacts.createContact({
    locationId,
    firstName: 'Ann',
    lastName: 'Example',
    email: `${word('ann')}@example.com`,
    ...more,
  });
  return contact;
}

/** Our own operations make what upstream makes only on screen. */
export async function ours(path, body, method = 'POST') {
  const reply = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${founding.locationToken}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  const made = await reply.json();

  assert.equal(reply.ok, true, JSON.stringify(made));
  return Object.values(made).find((value) => value?.id) ?? made;
}

/** The SDK must throw its own error, with our status and sentence. */
export async function refused(promise, status, message) {
  await assert.rejects(promise, (error) => {
    assert.equal(error.statusCode, status, `${error.message}`);
    if (message) assert.match(JSON.stringify(error.response), message);
    return true;
  });
}

/** Every method of these services, found by looking at their classes. */
export function methods() {
  return Object.keys(SERVICES).flatMap((name) =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(crm[name]))
      .filter((method) => method !== 'constructor')
      .map((method) => `${name}.${method}`),
  );
}

// SPDX-License-Identifier: Apache-2.0
// Applications that are allowed by a person, as three clients of other people's do it: the official
// SDK, simple-oauth2 (which says who it is by Basic first) and openid-client (which reads our
// metadata, proves itself by PKCE and checks `iss`).
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import sdk from '@gohighlevel/api-client';
import * as openid from 'openid-client';
import { AuthorizationCode } from 'simple-oauth2';
import { companyId, founding, locationId, record, url, word } from './stage.mjs';

const { HighLevel, LogLevel } = sdk;
HighLevel.BASE_URL = url;
const redirect = 'https://app.example.com/back';
const scope = 'contacts.readonly contacts.write oauth.readonly oauth.write';
const json = { 'Content-Type': 'application/json', Version: '2021-07-28' };

async function post(path, body, headers = {}) {
  return fetch(`${url}${path}`, {
    method: 'POST', redirect: 'manual', body, headers: { Origin: url, ...headers } });
}

/** A person with a browser: signed in, with his cookie. */
const person = {};

before(async () => {
  const reply = await post('/auth/session', JSON.stringify({
    email: founding.owner.email, password: founding.owner.password }), json);

  assert.equal(reply.status, 201, await reply.clone().text());
  person.cookie = reply.headers.get('set-cookie').split(';')[0];
  person.csrf = (await reply.json()).session.csrf;
});

async function application(more = {}) {
  const reply = await post('/apps', JSON.stringify({
    name: word('App'), redirects: [redirect], scopes: scope.split(' '), ...more }),
  { ...json, Authorization: `Bearer ${founding.agencyToken}` });

  assert.equal(reply.status, 201, await reply.clone().text());
  return (await reply.json()).app;
}

/** He looks at the page and allows what it asks for; gives the address that he is sent to. */
async function allows(authorize, place) {
  const asked = new URL(authorize);
  const page = await fetch(`${url}${asked.pathname}${asked.search}`,
    { headers: { Cookie: person.cookie } });
  const html = await page.text();

  assert.equal(page.status, 200, html);
  const fields = new URLSearchParams();
  for (const [, name, value] of html.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g))
    fields.set(name, value.replaceAll('&amp;', '&'));
  assert.equal(fields.get('csrf'), person.csrf);
  fields.set('decision', 'allow');
  fields.set('place', place);
  const sent = await post('/oauth/consent', fields, { Cookie: person.cookie });
  assert.equal(sent.status, 303, await sent.clone().text());
  return new URL(sent.headers.get('location'));
}

function client(app) {
  const made = new HighLevel({ clientId: app.clientId, clientSecret: app.clientSecret,
    logLevel: LogLevel?.NONE });

  made.httpClient.interceptors.response.use((reply) => {
    record(reply.config.method, new URL(reply.config.url, url).pathname, reply.status, reply.data);
    return reply;
  });
  return made;
}

test('the SDK gets a token by a code, asks with it, and refreshes at a 401 by itself', async () => {
  const app = await application();
  const highlevel = client(app);
  const address = highlevel.oauth.getAuthorizationUrl(app.clientId, redirect, scope);
  const { searchParams } = await allows(address, locationId);
  const given = await highlevel.oauth.getAccessToken({
    client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'authorization_code',
    code: searchParams.get('code'), user_type: 'Location', redirect_uri: redirect });

  assert.equal(given.locationId, locationId);
  assert.equal(given.expires_in, 86399);
  await highlevel.getSessionStorage().setSession(locationId, given);
  const made = await highlevel.contacts.createContact(
    { locationId, firstName: 'Ann', email: `${word('ann')}@example.com` });
  assert.ok(made.contact.id);
  // its access token is taken away: the client asks for another one without a word
  const revoked = await post('/oauth/revoke', new URLSearchParams({
    token: given.access_token, client_id: app.clientId, client_secret: app.clientSecret }));
  assert.equal(revoked.status, 200);
  const many = await Promise.all([1, 2, 3, 4, 5].map(() => highlevel.contacts.getContact(
    { contactId: made.contact.id }, { headers: { locationId } }).catch((e) => e)));
  const asked = await highlevel.contacts.getContacts({ locationId, limit: 1 });
  assert.ok(asked.contacts.length, JSON.stringify(many));
  const kept = await highlevel.getSessionStorage().getSession(locationId);
  assert.notEqual(kept.refresh_token, given.refresh_token);
});

test('two processes of the SDK refresh with one token and both go on', async () => {
  const app = await application();
  const [one, two] = [client(app), client(app)];
  const { searchParams } = await allows(
    one.oauth.getAuthorizationUrl(app.clientId, redirect, scope), locationId);
  const given = await one.oauth.getAccessToken({
    client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'authorization_code',
    code: searchParams.get('code') });
  const both = await Promise.all([one, two].map((each) => each.oauth.refreshToken(
    given.refresh_token, app.clientId, app.clientSecret, 'refresh_token', 'Location')));

  assert.equal(both[0].refresh_token, both[1].refresh_token);
  assert.equal(both[0].access_token, both[1].access_token);
});

test('the SDK gets tokens for locations from one of the company', async () => {
  const app = await application({ kind: 'company' });
  const highlevel = client(app);
  const { searchParams } = await allows(
    highlevel.oauth.getAuthorizationUrl(app.clientId, redirect, scope), 'company');
  const given = await highlevel.oauth.getAccessToken({
    client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'authorization_code',
    code: searchParams.get('code'), user_type: 'Company' });

  assert.equal(given.userType, 'Company');
  await highlevel.getSessionStorage().setSession(companyId, given);
  const listed = await highlevel.oauth.getInstalledLocation({ companyId, appId: app.id });
  assert.ok(listed.locations.some((one) => one._id === locationId && one.isInstalled));
  const minted = await highlevel.oauth.getLocationAccessToken({ companyId, locationId });
  assert.equal(minted.locationId, locationId);
  await highlevel.getSessionStorage().setSession(locationId, minted);
  assert.ok((await highlevel.contacts.getContacts({ locationId })).contacts);
});

test('simple-oauth2 gets a token, refreshes and revokes it', async () => {
  const app = await application();
  const oauth = new AuthorizationCode({
    client: { id: app.clientId, secret: app.clientSecret },
    auth: { tokenHost: url, tokenPath: '/oauth/token', authorizePath: '/oauth/chooselocation',
      revokePath: '/oauth/revoke' } });
  const sent = await allows(oauth.authorizeURL({ redirect_uri: redirect, scope, state: 'a b' }),
    locationId);

  assert.equal(sent.searchParams.get('state'), 'a b');
  const token = await oauth.getToken({ code: sent.searchParams.get('code'),
    redirect_uri: redirect });
  assert.equal(token.expired(), false);
  const next = await token.refresh();
  assert.notEqual(next.token.refresh_token, token.token.refresh_token);
  await next.revoke('refresh_token');
  await assert.rejects(next.refresh(), /400/);
});

test('openid-client finds us by our metadata, and proves itself by PKCE', async () => {
  const back = 'http://127.0.0.1/back';
  const app = await application({ public: true, redirects: [back] });
  const config = await openid.discovery(new URL(url), app.clientId, undefined, openid.None(),
    { algorithm: 'oauth2', execute: [openid.allowInsecureRequests] });
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const address = openid.buildAuthorizationUrl(config, {
    redirect_uri: back, scope: 'contacts.readonly', state, code_challenge_method: 'S256',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier) });
  const sent = await allows(address, locationId);
  const tokens = await openid.authorizationCodeGrant(config, sent,
    { pkceCodeVerifier: verifier, expectedState: state });

  assert.equal(tokens.scope, 'contacts.readonly');
  const next = await openid.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(next.refresh_token, tokens.refresh_token);
  await assert.rejects(openid.authorizationCodeGrant(config, sent,
    { pkceCodeVerifier: verifier, expectedState: state }));
});

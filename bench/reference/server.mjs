// SPDX-License-Identifier: Apache-2.0
// The reference of the bench: contacts, notes, tasks, records and relations as one would write them
// by hand for one company, with Fastify and better-sqlite3: a schema for each body, prepared
// statements, an index for what is asked for, every write durable before its reply.  It keeps no
// events, no search index, and asks for no more rights than one token.
//
// usage: server.mjs FILE PORT TOKEN          serves it
//        server.mjs FILE --from OTHER.db     fills it with what a data folder has
import { randomBytes } from 'node:crypto';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

const COLUMNS = {
  firstName: 'first_name', lastName: 'last_name', email: 'email', phone: 'phone',
  companyName: 'company_name', address1: 'address1', city: 'city', state: 'state',
  postalCode: 'postal_code', country: 'country', source: 'source', type: 'type',
};
const names = Object.values(COLUMNS);
const [file, port, token] = process.argv.slice(2);
const db = new Database(file);
db.pragma('journal_mode = WAL');
db.pragma('synchronous = FULL');
db.pragma('cache_size = -200000');
db.exec(`
CREATE TABLE IF NOT EXISTS contact (id TEXT PRIMARY KEY, location_id TEXT NOT NULL,
  ${names.map((n) => `${n} TEXT COLLATE NOCASE`).join(', ')},
  date_added INTEGER NOT NULL, date_updated INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS contact_added ON contact (location_id, date_added, id);
CREATE INDEX IF NOT EXISTS contact_email ON contact (location_id, email);
CREATE INDEX IF NOT EXISTS contact_phone ON contact (location_id, phone);
CREATE INDEX IF NOT EXISTS contact_state ON contact (location_id, state, date_added);
CREATE TABLE IF NOT EXISTS contact_tag (contact_id TEXT, tag TEXT, PRIMARY KEY (contact_id, tag))
  WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contact_tag_by ON contact_tag (tag, contact_id);
CREATE TABLE IF NOT EXISTS contact_field (contact_id TEXT, field_id TEXT, value COLLATE NOCASE,
  PRIMARY KEY (contact_id, field_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS contact_field_by ON contact_field (field_id, value, contact_id);
CREATE TABLE IF NOT EXISTS note (id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, body TEXT,
  date_added INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS note_of ON note (contact_id, date_added);
CREATE TABLE IF NOT EXISTS task (id TEXT PRIMARY KEY, contact_id TEXT NOT NULL, title TEXT,
  body TEXT, due_date TEXT, completed INTEGER, date_added INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS task_of ON task (contact_id, date_added);
CREATE TABLE IF NOT EXISTS record (id TEXT PRIMARY KEY, location_id TEXT NOT NULL,
  object_key TEXT NOT NULL, properties TEXT NOT NULL, date_added INTEGER NOT NULL,
  date_updated INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS record_added ON record (location_id, object_key, date_added, id);
CREATE TABLE IF NOT EXISTS relation (id TEXT PRIMARY KEY, association_id TEXT, first_id TEXT,
  second_id TEXT, UNIQUE (first_id, association_id, second_id));
CREATE INDEX IF NOT EXISTS relation_second ON relation (second_id);
`);

if (port === '--from') {
  db.exec(`ATTACH '${token}' AS other;
INSERT INTO contact SELECT id, location_id, ${names.join(', ')}, date_added, date_updated
  FROM other.contact;
INSERT INTO contact_tag SELECT contact_id, tag FROM other.contact_tag;
INSERT INTO contact_field SELECT contact_id, field_id, coalesce(number, value)
  FROM other.contact_field WHERE place = 0;
INSERT INTO note SELECT id, contact_id, body, date_added FROM other.note;
INSERT INTO task SELECT id, contact_id, title, body, due_date, completed, date_added
  FROM other.task;
INSERT INTO record SELECT id, location_id, object_key, properties, date_added, date_updated
  FROM other.record;
INSERT INTO relation SELECT id, association_id, first_record_id, second_record_id
  FROM other.relation;
ANALYZE;`);
  process.exit(0);
}

const id = () => randomBytes(10).toString('hex');
const prepare = (sql) => db.prepare(sql);
const app = Fastify({ logger: false });

app.addHook('onRequest', async (request, reply) => {
  if (request.url !== '/health' && request.headers.authorization !== `Bearer ${token}`)
    return reply.code(401).send({ statusCode: 401, message: 'Invalid token' });
});
app.get('/health', async () => ({ ok: true }));

// --- contacts ---

const texts = Object.fromEntries(Object.keys(COLUMNS).map((n) => [n, { type: 'string' }]));
const tagList = { type: 'array', items: { type: 'string' } };
const contactBody = {
  body: {
    type: 'object',
    properties: {
      ...texts, email: { type: 'string', format: 'email' },
      locationId: { type: 'string' }, tags: tagList,
      customFields: {
        type: 'array',
        items: { type: 'object', required: ['id'],
          properties: { id: { type: 'string' }, field_value: {} } },
      },
    },
  },
};
const get = prepare('SELECT * FROM contact WHERE id = ?');
const byEmail = prepare('SELECT id FROM contact WHERE location_id = ? AND email = ?');
const byPhone = prepare('SELECT id FROM contact WHERE location_id = ? AND phone = ?');
const insert = prepare(`INSERT INTO contact (id, location_id, ${names.join(', ')}, date_added,
  date_updated) VALUES (@id, @locationId, ${Object.keys(COLUMNS).map((n) => `@${n}`).join(', ')},
  @now, @now)`);
const tagsOf = prepare('SELECT tag FROM contact_tag WHERE contact_id = ?').pluck();
const tagPut = prepare('INSERT OR IGNORE INTO contact_tag VALUES (?, ?)');
const fieldsOf = prepare('SELECT field_id AS id, value FROM contact_field WHERE contact_id = ?');
const fieldPut = prepare('INSERT OR REPLACE INTO contact_field VALUES (?, ?, ?)');
const ofContact = ['contact_tag', 'contact_field', 'note', 'task'].map((table) =>
  prepare(`DELETE FROM ${table} WHERE contact_id = ?`));
const related = prepare('DELETE FROM relation WHERE first_id = @id OR second_id = @id');
const contactGone = prepare('DELETE FROM contact WHERE id = ?');

function contactShow(row) {
  const out = { id: row.id, locationId: row.location_id };
  for (const [name, column] of Object.entries(COLUMNS))
    if (row[column] !== null) out[name] = row[column];
  out.tags = tagsOf.all(row.id);
  out.customFields = fieldsOf.all(row.id);
  out.dateAdded = new Date(row.date_added).toISOString();
  out.dateUpdated = new Date(row.date_updated).toISOString();
  return out;
}

function sidesPut(contact, body) {
  for (const tag of body.tags ?? []) tagPut.run(contact, tag.toLowerCase());
  for (const field of body.customFields ?? [])
    fieldPut.run(contact, field.id, field.field_value);
}

const contactMake = db.transaction((body) => {
  if ((body.email && byEmail.get(body.locationId, body.email)) ||
    (body.phone && byPhone.get(body.locationId, body.phone)))
    return null;
  const row = { id: id(), locationId: body.locationId, now: Date.now() };
  for (const name of Object.keys(COLUMNS)) row[name] = body[name] ?? null;
  insert.run(row);
  sidesPut(row.id, body);
  return get.get(row.id);
});
const updates = new Map();

const contactChange = db.transaction((key, body) => {
  const sent = Object.keys(COLUMNS).filter((n) => n in body);
  const shape = sent.join();
  if (!updates.has(shape))
    updates.set(shape, prepare(`UPDATE contact SET ${sent.map((n) => `${COLUMNS[n]} = @${n}, `)
      .join('')} date_updated = @now WHERE id = @id`));
  if (!updates.get(shape).run({ ...Object.fromEntries(sent.map((n) => [n, body[n]])),
    now: Date.now(), id: key }).changes)
    return null;
  sidesPut(key, body);
  return get.get(key);
});

const contactDrop = db.transaction((key) => {
  for (const one of ofContact) one.run(key);
  related.run({ id: key });
  return contactGone.run(key).changes;
});

const missing = (reply, what) =>
  reply.code(404).send({ statusCode: 404, message: `${what} not found` });

app.get('/contacts/:id', async (request, reply) => {
  const row = get.get(request.params.id);
  return row ? { contact: contactShow(row) } : missing(reply, 'Contact');
});
const list = prepare(`SELECT * FROM contact WHERE location_id = ?
  ORDER BY date_added DESC, id DESC LIMIT ?`);
const count = prepare('SELECT count(*) FROM contact WHERE location_id = ?').pluck();
let counted = {};
app.get('/contacts/', async (request) => {
  const location = request.query.locationId;
  // the number of all is counted once a second
  if (counted.location !== location || Date.now() - counted.at > 1000)
    counted = { location, at: Date.now(), total: count.get(location) };
  return { contacts: list.all(location, Number(request.query.limit ?? 20)).map(contactShow),
    count: counted.total };
});
app.post('/contacts/', { schema: contactBody }, async (request, reply) => {
  const row = contactMake(request.body);
  if (!row) return reply.code(400).send({ statusCode: 400, message: 'duplicated contacts' });
  return reply.code(201).send({ contact: contactShow(row) });
});
app.put('/contacts/:id', { schema: contactBody }, async (request, reply) => {
  const row = contactChange(request.params.id, request.body);
  return row ? { contact: contactShow(row) } : missing(reply, 'Contact');
});
app.delete('/contacts/:id', async (request, reply) =>
  contactDrop(request.params.id) ? { succeeded: true } : missing(reply, 'Contact'));
app.post('/contacts/:id/tags', async (request, reply) => {
  for (const tag of request.body.tags) tagPut.run(request.params.id, tag.toLowerCase());
  return reply.code(201).send({ tags: tagsOf.all(request.params.id) });
});
const tagGone = prepare('DELETE FROM contact_tag WHERE contact_id = ? AND tag = ?');
app.delete('/contacts/:id/tags', async (request) => {
  for (const tag of request.body.tags) tagGone.run(request.params.id, tag.toLowerCase());
  return { tags: tagsOf.all(request.params.id) };
});

// --- search: the same conditions, in SQL ---

function conditions(filters, place, values) {
  return filters.map(({ field, operator, value }) => {
    const put = (v) => {
      const name = `v${Object.keys(values).length}`;
      values[name] = v;
      return `@${name}`;
    };
    const like = (column) => `${column} LIKE ${put(`%${value}%`)}`;
    const is = (column) => operator === 'contains' ? like(column)
      : operator === 'range' ? Object.entries(value).map(([k, v]) =>
        `${column} ${{ gt: '>', gte: '>=', lt: '<', lte: '<=' }[k]} ${put(v)}`).join(' AND ')
        : `${column} = ${put(value)}`;
    return place(field, is, put);
  }).join(' AND ');
}

function contactPlace(field, is, put) {
  if (field === 'tags')
    return `id IN (SELECT contact_id FROM contact_tag WHERE ${is('tag')})`;
  if (field.startsWith('customFields.'))
    return `id IN (SELECT contact_id FROM contact_field WHERE field_id = ${put(field.slice(13))}
      AND ${is('value')})`;
  return is(COLUMNS[field]);
}

const found = new Map();
function search(table, where, order, values, body) {
  const key = `${table} ${where} ${order}`;
  if (!found.has(key))
    found.set(key, {
      page: prepare(`SELECT * FROM ${table} WHERE ${where} ORDER BY ${order}
        LIMIT @limit OFFSET @skip`),
      total: prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck(),
    });
  const limit = body.pageLimit ?? 20;
  return {
    rows: found.get(key).page.all({ ...values, limit, skip: ((body.page ?? 1) - 1) * limit }),
    total: found.get(key).total.get(values),
  };
}

app.post('/contacts/search', async (request) => {
  const { body } = request;
  const values = {};
  const parts = ['location_id = @location'];
  if (body.filters?.length) parts.push(conditions(body.filters, contactPlace, values));
  values.location = body.locationId;
  const order = (body.sort ?? [{ field: 'dateAdded', direction: 'desc' }]).map((s) =>
    `${COLUMNS[s.field] ?? 'date_added'} ${s.direction === 'asc' ? 'ASC' : 'DESC'}`).join(', ');
  const { rows, total } = search('contact', parts.join(' AND '), order, values, body);
  return { contacts: rows.map(contactShow), total };
});

// --- notes, tasks ---

const exists = prepare('SELECT 1 FROM contact WHERE id = ?').pluck();
function hanging(kind, columns) {
  const own = columns.map((c) => `@${c}`);
  const make = prepare(`INSERT INTO ${kind} (id, contact_id, ${columns.join(', ')}, date_added)
    VALUES (@id, @contact, ${own.join(', ')}, @now)`);
  const change = prepare(`UPDATE ${kind} SET ${columns.map((c) => `${c} = coalesce(@${c}, ${c})`)
    .join(', ')} WHERE id = @id AND contact_id = @contact`);
  const one = prepare(`SELECT * FROM ${kind} WHERE id = ?`);
  const gone = prepare(`DELETE FROM ${kind} WHERE id = ? AND contact_id = ?`);
  const values = (request) => ({
    contact: request.params.contact, title: null, body: null, ...request.body,
    due_date: request.body.dueDate ?? null,
    completed: request.body.completed === undefined ? null : Number(request.body.completed),
    now: Date.now(),
  });
  app.post(`/contacts/:contact/${kind}s`, async (request, reply) => {
    if (!exists.get(request.params.contact)) return missing(reply, 'Contact');
    const row = { ...values(request), id: id() };
    make.run(row);
    return reply.code(201).send({ [kind]: one.get(row.id) });
  });
  app.put(`/contacts/:contact/${kind}s/:id`, async (request, reply) =>
    change.run({ ...values(request), id: request.params.id }).changes
      ? { [kind]: one.get(request.params.id) } : missing(reply, kind));
  app.delete(`/contacts/:contact/${kind}s/:id`, async (request, reply) =>
    gone.run(request.params.id, request.params.contact).changes
      ? { succeeded: true } : missing(reply, kind));
}
hanging('note', ['body']);
hanging('task', ['title', 'body', 'due_date', 'completed']);

// --- records, relations ---

const recordGet = prepare('SELECT * FROM record WHERE id = ?');
const recordInsert = prepare('INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)');
const recordUpdate = prepare('UPDATE record SET properties = ?, date_updated = ? WHERE id = ?');
const recordGone = prepare('DELETE FROM record WHERE id = ?');
const recordBody = { body: { type: 'object', required: ['properties'],
  properties: { locationId: { type: 'string' }, properties: { type: 'object' } } } };
const recordShow = (row) => ({ id: row.id, locationId: row.location_id, objectKey: row.object_key,
  properties: JSON.parse(row.properties), dateAdded: new Date(row.date_added).toISOString(),
  dateUpdated: new Date(row.date_updated).toISOString() });
const recordChange = db.transaction((key, properties) => {
  const row = recordGet.get(key);
  if (!row) return null;
  const whole = JSON.stringify({ ...JSON.parse(row.properties), ...properties });
  recordUpdate.run(whole, Date.now(), key);
  return recordGet.get(key);
});
const recordDrop = db.transaction((key) => {
  related.run({ id: key });
  return recordGone.run(key).changes;
});

app.get('/objects/:key/records/:id', async (request, reply) => {
  const row = recordGet.get(request.params.id);
  return row ? { record: recordShow(row) } : missing(reply, 'Record');
});
app.post('/objects/:key/records', { schema: recordBody }, async (request, reply) => {
  const now = Date.now();
  const key = id();
  recordInsert.run(key, request.body.locationId, request.params.key,
    JSON.stringify(request.body.properties), now, now);
  return reply.code(201).send({ record: recordShow(recordGet.get(key)) });
});
app.put('/objects/:key/records/:id', { schema: recordBody }, async (request, reply) => {
  const row = recordChange(request.params.id, request.body.properties);
  return row ? { record: recordShow(row) } : missing(reply, 'Record');
});
app.delete('/objects/:key/records/:id', async (request, reply) =>
  recordDrop(request.params.id) ? { success: true } : missing(reply, 'Record'));

const property = (field, is) => is(`json_extract(properties, '$.${field.replace(/[^\w.]/g, '')
  .replace('properties.', '')}')`);
app.post('/objects/:key/records/search', async (request, reply) => {
  const { body } = request;
  const values = {};
  const parts = ['location_id = @location', 'object_key = @object'];
  if (body.filters?.length) parts.push(conditions(body.filters, property, values));
  values.location = body.locationId;
  values.object = request.params.key;
  const order = (body.sort ?? []).map((s) => `${property(s.field, (c) => c)} ${
    s.direction === 'desc' ? 'DESC' : 'ASC'}`).join(', ') || 'date_added DESC';
  const { rows, total } = search('record', parts.join(' AND '), order, values, body);
  return reply.code(201).send({ records: rows.map(recordShow), total });
});

const relationInsert = prepare('INSERT OR IGNORE INTO relation VALUES (?, ?, ?, ?)');
const relationGone = prepare('DELETE FROM relation WHERE id = ?');
app.post('/associations/relations', async (request, reply) => {
  const { associationId, firstRecordId, secondRecordId } = request.body;
  if (!exists.get(firstRecordId) || !recordGet.get(secondRecordId))
    return missing(reply, 'Record');
  const key = id();
  if (!relationInsert.run(key, associationId, firstRecordId, secondRecordId).changes)
    return reply.code(400).send({ statusCode: 400, message: 'duplicate relation' });
  return reply.code(201).send({ id: key, associationId, firstRecordId, secondRecordId });
});
app.delete('/associations/relations/:id', async (request, reply) =>
  relationGone.run(request.params.id).changes ? { id: request.params.id }
    : missing(reply, 'Relation'));

app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
  try {
    done(null, body ? JSON.parse(body) : undefined);
  } catch (e) {
    done(Object.assign(e, { statusCode: 400 }));
  }
});
await app.listen({ port: Number(port), host: '127.0.0.1' });

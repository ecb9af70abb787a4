// SPDX-License-Identifier: Apache-2.0
// The official SDK asks every operation that we serve, through its own methods.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  agency, asked, contactMake, crm, methods, ours, refused, speaker,
} from './sdk-stage.mjs';
import './sdk-calendars.mjs';
import './sdk-conversations.mjs';
import './sdk-snapshots.mjs';
import { companyId, founding, locationId, word } from './stage.mjs';

const ID = /^[A-Za-z0-9]{20}$/;
const HEX = /^[0-9a-f]{24}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

describe('contacts', () => {
  test('a contact is made, read, changed, found and deleted', async () => {
    const made = await contactMake({ tags: ['Member'], phone: '+12025550111' });
    assert.match(made.id, ID);
    assert.match(made.dateAdded, ISO);
    assert.deepEqual(made.tags, ['member']);

    const { contact } = await crm.contacts.getContact({ contactId: made.id });
    assert.equal(contact.email, made.email);
    assert.equal(contact.phone, '+12025550111');

    const changed = await crm.contacts.updateContact(
      { contactId: made.id }, { city: 'Hampton', firstName: 'Anna' });
    assert.equal(changed.succeded, true);
    assert.equal(changed.contact.city, 'Hampton');
    assert.equal(changed.contact.lastName, 'Example');

    const twin = await crm.contacts.getDuplicateContact({ locationId, email: made.email });
    assert.equal(twin.contact.id, made.id);

    const gone = await crm.contacts.deleteContact({ contactId: made.id });
    assert.equal(gone.succeded, true);
    await refused(crm.contacts.getContact({ contactId: made.id }), 400);
  });

  test('the same e-mail twice is refused, and upsert meets the first', async () => {
    const made = await contactMake();
    const again = { locationId, email: made.email, firstName: 'Other' };

    await refused(crm.contacts.createContact(again), 400, /duplicated contacts/);
    const upserted = await crm.contacts.upsertContact(again);
    assert.equal(upserted.new, false);
    assert.equal(upserted.contact.id, made.id);
    assert.equal(upserted.contact.firstName, 'Other');
    const fresh = await crm.contacts.upsertContact({
      locationId, email: `${word('new')}@example.com` });
    assert.equal(fresh.new, true);
  });

  test('an unknown member is refused with a list of what is wrong', async () => {
    await refused(contactMake({ nosuchmember: 1 }), 422,
      /property nosuchmember should not exist/);
  });

  test('contacts are listed page by page', async () => {
    for (let i = 0; i < 3; i += 1) await contactMake();
    const first = await crm.contacts.getContacts({ locationId, limit: 2 });
    assert.equal(first.contacts.length, 2);
    assert.ok(first.meta.total >= 3);
    const { startAfter, startAfterId } = first.meta;
    const second = await crm.contacts.getContacts({
      locationId, limit: 2, startAfter, startAfterId });
    const seen = first.contacts.map((c) => c.id);
    assert.ok(second.contacts.every((c) => !seen.includes(c.id)));
  });

  test('contacts are searched by filters', async () => {
    const made = await contactMake();
    const found = await crm.contacts.searchContactsAdvanced({
      locationId,
      pageLimit: 10,
      filters: [{ field: 'email', operator: 'eq', value: made.email }],
    });
    assert.equal(found.total, 1);
    assert.equal(found.contacts[0].id, made.id);
  });

  test('tags are added, removed, and changed in bulk', async () => {
    const { id } = await contactMake();
    const added = await crm.contacts.addTags({ contactId: id }, { tags: ['Gold', 'new'] });
    assert.deepEqual([...added.tags].sort(), ['gold', 'new']);
    const left = await crm.contacts.removeTags({ contactId: id }, { tags: ['new'] });
    assert.deepEqual(left.tags, ['gold']);
    const bulk = await crm.contacts.createAssociation(
      { type: 'add' }, { contacts: [id], tags: ['bulk'], locationId });
    assert.equal(bulk.errorCount, 0);
    const { contact } = await crm.contacts.getContact({ contactId: id });
    assert.deepEqual([...contact.tags].sort(), ['bulk', 'gold']);
  });

  test('notes live on a contact', async () => {
    const { id: contactId } = await contactMake();
    const { note } = await crm.contacts.createNote({ contactId }, { body: 'Hello' });
    const where = { contactId, id: note.id };
    await crm.contacts.updateNote(where, { body: 'Hello again' });
    assert.equal((await crm.contacts.getNote(where)).note.body, 'Hello again');
    assert.equal((await crm.contacts.getAllNotes({ contactId })).notes.length, 1);
    await crm.contacts.deleteNote(where);
    assert.equal((await crm.contacts.getAllNotes({ contactId })).notes.length, 0);
  });

  test('tasks live on a contact', async () => {
    const { id: contactId } = await contactMake();
    const { task } = await crm.contacts.createTask({ contactId }, {
      title: 'Call', body: 'Soon', dueDate: '2030-01-01T10:00:00Z', completed: false,
      assignedTo: founding.owner.id });
    assert.equal(task.dueDate, '2030-01-01T10:00:00.000Z');
    const where = { contactId, taskId: task.id };
    await crm.contacts.updateTask(where, { title: 'Call twice' });
    const done = await crm.contacts.updateTaskCompleted(where, { completed: true });
    assert.equal(done.task.completed, true);
    assert.equal((await crm.contacts.getTask(where)).task.title, 'Call twice');
    assert.equal((await crm.contacts.getAllTasks({ contactId })).tasks.length, 1);
    const { tasks } = await crm.locations.taskSearch(
      { locationId }, { contactId: [contactId], limit: 5 });
    assert.deepEqual(tasks.map((t) => t.id), [task.id]);
    assert.equal((await crm.contacts.deleteTask(where)).succeded, true);
  });

  test('a contact without appointments has none', async () => {
    const { id: contactId } = await contactMake();
    const { events } = await crm.contacts.getAppointmentsForContact({ contactId });
    assert.deepEqual(events, []);
  });

  test('users follow a contact', async () => {
    const { id: contactId } = await contactMake();
    const followers = [founding.owner.id];
    const on = await crm.contacts.addFollowersContact({ contactId }, { followers });
    assert.deepEqual(on.followersAdded, followers);
    const off = await crm.contacts.removeFollowersContact({ contactId }, { followers });
    assert.deepEqual(off.followersRemoved, followers);
  });

  test('contacts enter workflows and campaigns, and leave them', async () => {
    const { id: contactId } = await contactMake();
    const workflow = await ours('/groundlevel/workflows', {
      name: 'Welcome', status: 'published' });
    const campaign = await ours('/groundlevel/campaigns', {
      name: 'News', status: 'published' });
    const inWorkflow = { contactId, workflowId: workflow.id };
    const inCampaign = { contactId, campaignId: campaign.id };
    const eventStartTime = '2030-01-01T10:00:00+01:00';

    for (const step of [
      () => crm.contacts.addContactToWorkflow(inWorkflow, { eventStartTime }),
      () => crm.contacts.deleteContactFromWorkflow(inWorkflow, { eventStartTime }),
      () => crm.contacts.addContactToCampaign(inCampaign, {}),
      () => crm.contacts.removeContactFromCampaign(inCampaign),
      () => crm.contacts.addContactToCampaign(inCampaign, {}),
      () => crm.contacts.removeContactFromEveryCampaign({ contactId }),
    ])
      assert.equal((await step()).succeded, true);
    const { workflows } = await crm.workflows.getWorkflow({ locationId });
    assert.ok(workflows.some((one) => one.id === workflow.id && one.name === 'Welcome'));
    const { campaigns } = await crm.campaigns.getCampaigns({ locationId });
    assert.ok(campaigns.some((one) => one.id === campaign.id));
  });
});

describe('businesses', () => {
  test('a business is kept, and contacts belong to it', async () => {
    const made = await crm.businesses.createBusiness({ locationId, name: 'Engines Ltd' });
    const business = made.buiseness ?? made.business;
    const businessId = business.id;
    assert.match(businessId, HEX);
    await crm.businesses.updateBusiness({ businessId }, { name: 'Engines Inc' });
    const read = await crm.businesses.getBusiness({ businessId });
    assert.equal(read.business.name, 'Engines Inc');
    const { businesses } = await crm.businesses.getBusinessesByLocation({ locationId });
    assert.ok(businesses.some((one) => one.id === businessId));

    const { id } = await contactMake();
    const bulk = await crm.contacts.addRemoveContactFromBusiness({
      locationId, ids: [id], businessId });
    assert.equal(bulk.success, true);
    const there = await crm.contacts.getContactsByBusinessId({ businessId, locationId });
    assert.deepEqual(there.contacts.map((c) => c.id), [id]);
    assert.equal((await crm.businesses.deleteBusiness({ businessId })).success, true);
  });
});

describe('locations', () => {
  test('the agency makes and changes locations, everybody reads their own', async () => {
    const made = await agency.locations.createLocation({ companyId, name: 'Branch' });
    const id = made.id ?? made.location.id;
    assert.match(id, ID);
    await agency.locations.putLocation({ locationId: id }, { companyId, name: 'Branch 2' });
    const { location } = await agency.locations.getLocation({ locationId: id });
    assert.equal(location.name, 'Branch 2');
    const own = await crm.locations.getLocation({ locationId });
    assert.equal(own.location.id, locationId);
    const { locations } = await agency.locations.searchLocations({ companyId, limit: 100 });
    assert.ok(locations.some((one) => one.id === id));
    await refused(crm.locations.getLocation({ locationId: id }), 403);
    const { timeZones } = await crm.locations.getTimezones({ locationId });
    assert.ok(timeZones.includes('Europe/Berlin'));
    await refused(crm.locations.deleteLocation({ locationId, deleteTwilioAccount: false }), 401,
      /user type mismatch/);
    await agency.locations.deleteLocation({ locationId: id, deleteTwilioAccount: false });
    await refused(agency.locations.getLocation({ locationId: id }), 403);
  });

  test('recurring tasks', async () => {
    const { contact } = await crm.contacts.createContact({ locationId, firstName: word('Task') });
    const { recurringTask } = await crm.locations.createRecurringTask({ locationId }, {
      title: 'Call', contactIds: [contact.id],
      rruleOptions: { intervalType: 'daily', interval: 1, startDate: new Date().toISOString(),
        dueAfterSeconds: 600 } });
    const where = { locationId, id: recurringTask.id };
    assert.equal((await crm.locations.getRecurringTaskById(where)).recurringTask.title, 'Call');
    await crm.locations.updateRecurringTask(where, { title: 'Write' });
    assert.equal((await crm.locations.getRecurringTaskById(where)).recurringTask.title, 'Write');
    await crm.locations.deleteRecurringTask(where);
    await refused(crm.locations.getRecurringTaskById(where), 400);
  });

  test('templates', async () => {
    const { totalCount } = await crm.locations.gETAllOrEmailSmsTemplates({
      locationId, originId: locationId });
    assert.equal(totalCount, 0);
    await refused(crm.locations.dELETEAnEmailSmsTemplate({ locationId, id: 'a' }), 400);
  });

  test('tags of a location', async () => {
    const { tag } = await crm.locations.createTag({ locationId }, { name: word('Tag') });
    const where = { locationId, tagId: tag.id };
    const name = word('other');
    await crm.locations.updateTag(where, { name });
    assert.equal((await crm.locations.getTagById(where)).tag.name, name);
    const { tags } = await crm.locations.getLocationTags({ locationId });
    assert.ok(tags.some((one) => one.id === tag.id));
    assert.equal((await crm.locations.deleteTag(where)).succeded, true);
  });

  test('custom values', async () => {
    const { customValue } = await crm.locations.createCustomValue(
      { locationId }, { name: word('Help'), value: 'a' });
    const where = { locationId, id: customValue.id };
    await crm.locations.updateCustomValue(where, { name: customValue.name, value: 'b' });
    assert.equal((await crm.locations.getCustomValue(where)).customValue.value, 'b');
    const all = await crm.locations.getCustomValues({ locationId });
    assert.ok(all.customValues.some((one) => one.id === customValue.id));
    assert.equal((await crm.locations.deleteCustomValue(where)).succeeded, true);
  });

  test('custom fields, and their values on a contact', async () => {
    const { customField } = await crm.locations.createCustomField(
      { locationId }, { name: word('Level'), dataType: 'TEXT', model: 'contact' });
    assert.match(customField.fieldKey, /^contact\./);
    const where = { locationId, id: customField.id };
    const { contact } = await crm.contacts.createContact({
      locationId, email: `${word('field')}@example.com`,
      customFields: [{ id: customField.id, field_value: 'gold' }] });
    assert.deepEqual(contact.customFields, [{ id: customField.id, value: 'gold' }]);
    const name = word('Rank');
    await crm.locations.updateCustomField(where, { name });
    assert.equal((await crm.locations.getCustomField(where)).customField.name, name);
    const all = await crm.locations.getCustomFields({ locationId });
    assert.ok(all.customFields.some((one) => one.id === customField.id));
    assert.equal((await crm.locations.deleteCustomField(where)).succeded, true);
  });
});

describe('companies and users', () => {
  test('the company is read', async () => {
    const { company } = await agency.companies.getCompany({ companyId });
    assert.equal(company.id, companyId);
  });

  test('users are made, found, changed and deleted', async () => {
    const email = `${word('user')}@example.com`;
    const user = await agency.users.createUser({
      companyId, firstName: 'Uma', lastName: 'User', email, password: 'long-enough-1',
      type: 'account', role: 'user', locationIds: [locationId], permissions: {} });
    assert.match(user.id, ID);
    const userId = user.id;
    const changed = await agency.users.updateUser({ userId }, { firstName: 'Una' });
    assert.equal(changed.firstName, 'Una');
    assert.equal((await crm.users.getUser({ userId })).email, email);
    const { users } = await crm.users.getUserByLocation({ locationId });
    assert.ok(users.some((one) => one.id === userId));
    const found = await agency.users.searchUsers({ companyId, query: 'Una' });
    assert.ok(found.users.some((one) => one.id === userId));
    const byMail = await agency.users.filterUsersByEmail({ companyId, emails: email });
    assert.deepEqual(byMail.users.map((one) => one.id), [userId]);
    assert.equal((await agency.users.deleteUser({ userId })).succeded, true);
  });
});

describe('objects', () => {
  const key = `custom_objects.${word('pet')}`;
  const label = key.split('.')[1];
  let schema;
  let ann;
  let association;

  before(async () => {
    const made = await crm.objects.createCustomObjectSchema({
      locationId, key, description: 'Animals',
      labels: { singular: label, plural: `${label}s` },
      primaryDisplayPropertyDetails: {
        key: `${key}.name`, name: 'Name', dataType: 'TEXT' } });
    schema = made.object;
    ann = await contactMake();
    association = await crm.associations.createAssociation({
      locationId, key: word('owner'), firstObjectKey: 'contact',
      firstObjectLabel: 'Owner', secondObjectKey: key, secondObjectLabel: 'Pet' });
  });

  after(async () => {
    const where = { associationId: association.id };
    assert.equal((await crm.associations.deleteAssociation(where)).deleted, true);
  });

  test('a kind of object is described', async () => {
    assert.match(schema.id, HEX);
    assert.equal(schema.key, key);
    await crm.objects.updateCustomObject({ key }, {
      locationId, description: 'Pets', searchableProperties: [`${key}.name`] });
    const read = await crm.objects.getObjectSchemaByKey({ key, locationId });
    assert.equal(read.object.description, 'Pets');
    assert.ok(Array.isArray(read.fields));
    const { objects } = await crm.objects.getObjectByLocationId({ locationId });
    assert.ok(objects.some((one) => one.key === key));
  });

  test('its fields stand in folders', async () => {
    const folder = await crm.customFields.createCustomFieldFolder({
      objectKey: key, name: 'More', locationId });
    const where = { id: folder.id };
    await crm.customFields.updateCustomFieldFolder(where, { name: 'Most', locationId });
    const { field } = await crm.customFields.createCustomField({
      locationId, name: 'Age', dataType: 'NUMERICAL', fieldKey: `${key}.age`,
      objectKey: key, parentId: folder.id, showInForms: true });
    await crm.customFields.updateCustomField(
      { id: field.id }, { locationId, name: 'Years', showInForms: true });
    const read = await crm.customFields.getCustomFieldById({ id: field.id });
    assert.equal(read.field.name, 'Years');
    const all = await crm.customFields.getCustomFieldsByObjectKey({
      objectKey: key, locationId });
    assert.ok(all.fields.some((one) => one.id === field.id));
    const gone = await crm.customFields.deleteCustomField({ id: field.id });
    assert.equal(gone.succeded, true);
    const closed = await crm.customFields.deleteCustomFieldFolder({
      id: folder.id, locationId });
    assert.equal(closed.succeded, true);
  });

  test('records are made, changed, searched and deleted', async () => {
    const { record } = await crm.objects.createObjectRecord(
      { schemaKey: key }, { locationId, properties: { name: 'Rex' } });
    assert.match(record.id, HEX);
    const where = { schemaKey: key, id: record.id };
    await crm.objects.updateObjectRecord(
      { ...where, locationId }, { properties: { name: 'Max' } });
    assert.equal((await crm.objects.getRecordById(where)).record.properties.name, 'Max');
    const found = await crm.objects.searchObjectRecords(
      { schemaKey: key }, { locationId, page: 1, pageLimit: 10, query: 'Max',
        searchAfter: [] });
    assert.deepEqual(found.records.map((one) => one.id), [record.id]);
    assert.equal((await crm.objects.deleteObjectRecord(where)).success, true);
  });

  test('records and contacts are related', async () => {
    const { record } = await crm.objects.createObjectRecord(
      { schemaKey: key }, { locationId, properties: { name: 'Mimi' } });
    const relation = await crm.associations.createRelation({
      locationId, associationId: association.id, firstRecordId: ann.id,
      secondRecordId: record.id });
    const { relations } = await crm.associations.getRelationsByRecordId({
      recordId: ann.id, locationId, skip: 0, limit: 10 });
    assert.ok(relations.some((one) => one.id === relation.id));
    await crm.associations.deleteRelation({ relationId: relation.id, locationId });

    const where = { associationId: association.id };
    await crm.associations.updateAssociation(
      where, { firstObjectLabel: 'Keeper', secondObjectLabel: 'Animal' });
    const read = await crm.associations.getAssociationByID(where);
    assert.equal(read.firstObjectLabel, 'Keeper');
    const byKey = await crm.associations.getAssociationKeyByKeyName({
      keyName: association.key, locationId });
    assert.equal(byKey.id, association.id);
    await crm.associations.getAssociationByObjectKeys({ objectKey: key, locationId });
    const all = await crm.associations.findAssociations({ locationId, skip: 0, limit: 50 });
    assert.ok(all.associations.some((one) => one.id === association.id));
  });
});

describe('refusals as the SDK sees them', () => {
  test('a bad token', () =>
    refused(speaker('pit-nobody').contacts.getContacts({ locationId }), 401,
      /Invalid Private Integration token/));

  test('the wrong class of token', () =>
    refused(agency.contacts.getContacts({ locationId }), 401, /user type mismatch/));

  test('a version that was never published', () =>
    refused(speaker(founding.locationToken, { apiVersion: '2020-01-01' })
      .contacts.getContacts({ locationId }), 401, /version header is invalid/));
});

/** A form with one file, as a program of today makes it. */
function formOf(field, name, bytes, type, fields = {}) {
  const form = new FormData();

  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append(field, new Blob([bytes], { type }), name);
  return form;
}

describe('files', () => {
  // The SDK says application/json of every body, unless it is told.
  const AS_FORM = { headers: { 'Content-Type': 'multipart/form-data' } };
  const PNG = Buffer.from('89504e470d0a1a0a00010203', 'hex');

  test('a picture is uploaded, listed, renamed, read and deleted', async () => {
    const folder = await crm.medias.createMediaFolder(
      { altId: locationId, altType: 'location', name: word('folder') });
    const { fileId, url } = await crm.medias.uploadMediaContent(formOf(
      'file', 'dot.png', PNG, 'image/png',
      { altId: locationId, altType: 'location', parentId: folder._id, name: 'A dot' }), AS_FORM);
    const read = await fetch(url);
    assert.deepEqual(Buffer.from(await read.arrayBuffer()), PNG);
    assert.equal(read.headers.get('content-type'), 'image/png');

    const listed = await crm.medias.fetchMediaContent({
      altId: locationId, altType: 'location', type: 'file', sortBy: 'createdAt',
      sortOrder: 'desc', parentId: folder._id });
    assert.deepEqual(listed.files.map((f) => [f._id, f.name]), [[fileId, 'A dot']]);
    await crm.medias.updateMediaObject({ id: fileId },
      { altId: locationId, altType: 'location', name: 'Point' });
    await crm.medias.bulkUpdateMediaObjects({ altId: locationId, altType: 'location',
      filesToBeUpdated: [{ id: fileId, name: 'Spot' }] });
    await crm.medias.bulkDeleteMediaObjects({ altId: locationId, altType: 'location',
      status: 'trashed', filesToBeDeleted: [{ _id: fileId }] });
    await crm.medias.deleteMediaContent(
      { id: folder._id, altId: locationId, altType: 'location' });
  });

  test('files for a message, a custom field and a form are taken', async () => {
    const contact = await contactMake();
    const sent = await crm.conversations.uploadFileAttachments(formOf(
      'fileAttachment', 'dot.png', PNG, 'image/png', { contactId: contact.id, locationId }),
      AS_FORM);
    assert.match(sent.uploadedFiles['dot.png'], /^http/);
    const kept = await crm.locations.uploadFileCustomFields({ locationId }, formOf(
      'one', 'dot.png', PNG, 'image/png', { id: contact.id }), AS_FORM);
    assert.equal(kept.meta[0].size, PNG.length);
  });

  test('a file for a message is sent to an address that was given for it', async () => {
    const contact = await contactMake();
    const { conversation } = await crm.conversations.createConversation(
      { locationId, contactId: contact.id });
    const where = { locationId, conversationId: conversation.id, filename: 'dot.png' };
    const begun = await crm.conversations.initiateFileUpload(
      { ...where, contentType: 'image/png', fileSize: PNG.length, channel: 'WHATSAPP' });
    const put = await fetch(begun.uploadUrl, { method: 'PUT', body: PNG });

    assert.equal(put.status, 200);
    const done = await crm.conversations.completeFileUpload(
      { ...where, uploadId: begun.uploadId, filePath: begun.filePath });
    assert.deepEqual(done.metadata, { size: PNG.length, contentType: 'image/png' });
    assert.equal((await fetch(done.uploadedFiles['dot.png'])).status, 200);
  });

  test('an e-mail template is made, filled, listed and deleted', async () => {
    const { id } = await crm.emails.createTemplate(
      { locationId, type: 'html', title: 'Hello', builderVersion: '2' });
    const dnd = { elements: [], attrs: {}, templateSettings: {} };

    await crm.emails.updateTemplate(
      { locationId, templateId: id, updatedBy: 'Ann', dnd, html: '<p>Hi</p>', editorType: 'html' });
    const { builders } = await crm.emails.fetchTemplate({ locationId, search: 'Hello' });
    assert.ok(builders.some((one) => one.id === id));
    await crm.emails.deleteTemplate({ locationId, templateId: id });
  });

  test('e-mails that are to go at a time are listed', async () => {
    const { schedules, total } = await crm.emails.fetchCampaigns(
      { locationId, emailStatus: 'all' });

    assert.equal(`${schedules.length}`, total[0]);
  });
});

describe('the whole SDK', () => {
  test('every method of these services was asked', () => {
    assert.deepEqual(methods().filter((name) => !asked.has(name)), []);
  });
});

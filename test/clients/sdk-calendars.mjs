// SPDX-License-Identifier: Apache-2.0
// The calendars of the official SDK: all of its methods.  sdk.mjs imports this, and counts.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { contactMake, crm, refused } from './sdk-stage.mjs';
import { founding, locationId, word } from './stage.mjs';

const ID = /^[A-Za-z0-9]{20}$/;
const OFFSET = /T\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;
const DAY_MS = 86400000;
const userId = founding.owner.id;
const allDay = [{ daysOfTheWeek: [0, 1, 2, 3, 4, 5, 6],
  hours: [{ openHour: 8, openMinute: 0, closeHour: 18, closeMinute: 0 }] }];
const startDate = (Math.floor(Date.now() / DAY_MS) + 10) * DAY_MS;
const endDate = startDate + 5 * DAY_MS;
const wide = { startTime: String(startDate - DAY_MS), endTime: String(endDate + DAY_MS) };

async function calendarMake(more = {}) {
  const { calendar } = await crm.calendars.createCalendar({
    locationId, name: word('Calendar'), calendarType: 'personal',
    teamMembers: [{ userId }], openHours: allDay, ...more });

  return calendar;
}

const eventCalendar = () => calendarMake({ calendarType: 'event', teamMembers: [] });

/** All starts that are free, in their order. */
async function free(calendarId, more = {}) {
  const days = await crm.calendars.getSlots({ calendarId, startDate, endDate, ...more });

  return Object.entries(days).flatMap(([name, day]) => (name === 'traceId' ? [] : day.slots));
}

async function book(calendarId, startTime, more = {}) {
  const { id: contactId } = await contactMake();

  return crm.calendars.createAppointment({
    calendarId, locationId, contactId, startTime, ...more });
}

describe('calendars', () => {
  test('a calendar is made, read, changed, listed and deleted', async () => {
    const made = await calendarMake({ slotDuration: 45, slotInterval: 15 });
    const where = { calendarId: made.id };
    assert.match(made.id, ID);
    assert.equal(made.slotDuration, 45);
    assert.deepEqual(made.openHours, allDay);

    const changed = await crm.calendars.updateCalendar(where, { name: 'Renamed' });
    assert.equal(changed.calendar.name, 'Renamed');
    const { calendar } = await crm.calendars.getCalendar(where);
    assert.deepEqual([calendar.name, calendar.slotInterval], ['Renamed', 15]);
    const listed = await crm.calendars.getCalendars({ locationId });
    assert.ok(listed.calendars.some((one) => one.id === made.id));
    assert.equal((await crm.calendars.deleteCalendar(where)).message, 'calendar deleted');
    const left = await crm.calendars.getCalendars({ locationId });
    assert.ok(left.calendars.every((one) => one.id !== made.id));
  });

  test('a personal calendar without its one member is refused', () =>
    refused(calendarMake({ teamMembers: [] }), 400, /exactly one team member/));

  test('groups hold calendars', async () => {
    const slug = word('group');
    const ask = { locationId, slug };
    assert.equal((await crm.calendars.validateGroupsSlug(ask)).available, true);
    const { group } = await crm.calendars.createCalendarGroup({
      ...ask, name: 'Group', description: 'Of calendars' });
    assert.equal((await crm.calendars.validateGroupsSlug(ask)).available, false);

    const where = { groupId: group.id };
    const edited = await crm.calendars.editGroup(where, {
      name: 'Other', description: 'Of others', slug });
    assert.equal(edited.group.name, 'Other');
    assert.equal((await crm.calendars.disableGroup(where, { isActive: false })).success, true);
    const { groups } = await crm.calendars.getGroups({ locationId });
    assert.equal(groups.find((one) => one.id === group.id).isActive, false);
    const inside = await calendarMake(where);
    const { calendars } = await crm.calendars.getCalendars({ locationId, ...where });
    assert.deepEqual(calendars.map((one) => one.id), [inside.id]);
    assert.equal((await crm.calendars.deleteGroup(where)).success, true);
  });

  test('rooms and equipment', async () => {
    const calendar = await calendarMake({ calendarType: 'service_booking' });
    for (const resourceType of ['rooms', 'equipments']) {
      const made = await crm.calendars.createCalendarResource({ resourceType }, {
        locationId, name: 'Blue', description: 'The blue one', quantity: 3, outOfService: 1,
        capacity: 2, calendarIds: [calendar.id] });
      const where = { resourceType, id: made.id };
      await crm.calendars.updateCalendarResource(where, { name: 'Green' });
      const read = await crm.calendars.getCalendarResource(where);
      assert.deepEqual([read.name, read.calendarIds], ['Green', [calendar.id]]);
      const all = await crm.calendars.fetchCalendarResources({
        resourceType, locationId, limit: 10, skip: 0 });
      assert.ok(all.some((one) => one.name === 'Green'));
      assert.equal((await crm.calendars.deleteCalendarResource(where)).success, true);
    }
  });

  test('notifications of a calendar', async () => {
    const { id: calendarId } = await calendarMake();
    const [made] = await crm.calendars.createEventNotification({ calendarId }, [{
      receiverType: 'contact', channel: 'email', notificationType: 'reminder', isActive: true,
      subject: 'Soon', body: 'We meet.', beforeTime: [{ timeOffset: 1, unit: 'hours' }] }]);
    const where = { calendarId, notificationId: made._id };
    assert.ok((await crm.calendars.updateEventNotification(where, { subject: 'Now' })).message);
    assert.equal((await crm.calendars.findEventNotification(where)).subject, 'Now');
    const all = await crm.calendars.getEventNotification({ calendarId });
    assert.deepEqual(all.map((one) => one._id), [made._id]);
    assert.ok((await crm.calendars.deleteEventNotification(where)).message);
    assert.equal((await crm.calendars.findEventNotification(where)).deleted, true);
  });

  test('schedules of a user stand for the hours of a calendar', async () => {
    const calendar = await calendarMake();
    const { schedule } = await crm.calendars.createSchedule({
      locationId, name: 'Mornings', userId, timezone: 'Europe/Berlin', calendarIds: [],
      rules: [{ type: 'wday', day: 'monday', intervals: [{ from: '09:00', to: '10:00' }] }] });
    const { id } = schedule;
    const both = { id, calendarId: calendar.id };
    const before = await free(calendar.id);
    await crm.calendars.addCalendarToSchedule(both);
    const during = await free(calendar.id);
    assert.ok(during.length < before.length);
    const { schedules } = await crm.calendars.getAllSchedules({ locationId, userId });
    assert.deepEqual(schedules.find((one) => one.id === id).calendarIds, [calendar.id]);
    await refused(crm.calendars.deleteSchedule({ id }), 400);
    await crm.calendars.removeCalendarFromSchedule(both);
    assert.deepEqual(await free(calendar.id), before);

    await crm.calendars.updateSchedule({ id }, { name: 'Early' });
    assert.equal((await crm.calendars.getScheduleById({ id })).schedule.name, 'Early');
    await crm.calendars.deleteSchedule({ id });
  });
});

describe('appointments', () => {
  let calendarId;

  before(async () => {
    calendarId = (await eventCalendar()).id;
  });

  test('a free slot is booked, moved, read, listed and given back', async () => {
    const [first, second] = await free(calendarId);
    assert.match(first, OFFSET);
    const made = await book(calendarId, first, { title: 'Tea' });
    assert.deepEqual([made.status, made.appointmentStatus], ['booked', 'confirmed']);
    assert.equal(made.title, 'Tea');
    assert.ok(!(await free(calendarId)).includes(first));
    await refused(book(calendarId, first), 400, /no longer available/);

    const where = { eventId: made.id };
    const moved = await crm.calendars.editAppointment(where, { startTime: second });
    assert.equal(Date.parse(moved.startTime), Date.parse(second));
    const { appointment } = await crm.calendars.getAppointment(where);
    assert.equal(Date.parse(appointment.startTime), Date.parse(second));
    const { events } = await crm.calendars.getCalendarEvents({
      locationId, calendarId, ...wide });
    assert.deepEqual(events.map((one) => one.id), [made.id]);
    const { contactId } = made;
    const theirs = await crm.contacts.getAppointmentsForContact({ contactId });
    assert.deepEqual(theirs.events.map((one) => one.id), [made.id]);

    assert.equal((await crm.calendars.deleteEvent(where, {})).succeeded, true);
    const gone = await crm.calendars.getAppointment(where);
    assert.equal(gone.appointment.deleted, true);
    assert.ok((await free(calendarId)).includes(second));
  });

  test('slots of a user, in a zone that was asked for', async () => {
    const { id } = await calendarMake({ calendarType: 'round_robin' });
    const slots = await free(id, { timezone: 'Asia/Kolkata', userIds: [userId] });
    assert.ok(slots.length && slots.every((one) => one.endsWith('+05:30')));
    await refused(free(id, { timezone: 'Mars/Base' }), 400);
  });

  test('blocked slots take time from a calendar and give it back', async () => {
    const [first] = await free(calendarId);
    const endTime = new Date(Date.parse(first) + 1800000).toISOString();
    const made = await crm.calendars.createBlockSlot({
      locationId, calendarId, title: 'Closed', startTime: first, endTime });
    assert.ok(!(await free(calendarId)).includes(first));
    const where = { eventId: made.id };
    await crm.calendars.editBlockSlot(where, { locationId, calendarId, title: 'Shut' });
    const { events } = await crm.calendars.getBlockedSlots({
      locationId, calendarId, ...wide });
    assert.deepEqual(events.map((one) => [one.id, one.title]), [[made.id, 'Shut']]);
    await crm.calendars.deleteEvent(where, {});
    assert.ok((await free(calendarId)).includes(first));
  });

  test('notes of an appointment', async () => {
    const { id: appointmentId } = await book(calendarId, (await free(calendarId))[3]);
    const { note } = await crm.calendars.createAppointmentNote(
      { appointmentId }, { body: 'Bring tea', userId });
    const where = { appointmentId, noteId: note.id };
    await crm.calendars.updateAppointmentNote(where, { body: 'Bring milk', userId });
    const page = { appointmentId, limit: 10, offset: 0 };
    const { notes, hasMore } = await crm.calendars.getAppointmentNotes(page);
    assert.deepEqual([notes.map((one) => one.body), hasMore], [['Bring milk'], false]);
    assert.equal((await crm.calendars.deleteAppointmentNote(where)).success, true);
  });
});

story  why is this slot missing? each reason in words
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}],
    "openHours": [{"daysOfTheWeek": [1], "hours": [{"openHour": 9, "openMinute": 0,
      "closeHour": 10, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:30:00-05:00
  expect 200 {"startTime": "2030-01-07T09:30:00-05:00", "offered": true, "reasons": []}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:10:00
  expect 200 {"startTime": "2030-01-07T09:10:00-05:00", "offered": false, "reasons": [
    {"code": "GRID", "about": "no slot begins then: closed, or between two slots"}]}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:30:00-05:00"}
  expect 201
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T14:30:00Z&timezone=Europe/Berlin
  expect 200 {"startTime": "2030-01-07T15:30:00+01:00", "offered": false, "reasons": [
    {"code": "BOOKED", "about": "taken by an appointment", "userId": "{owner}"}]}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": "2030-01-07T09:00:00-05:00", "endTime": "2030-01-07T09:15:00-05:00"}
  expect 201
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:00:00-05:00
  expect 200 {"offered": false, "reasons": [{"code": "BLOCKED", "userId": "{owner}"}]}
  PUT /calendars/{c} {"isActive": false}
  expect 200
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:00:00-05:00
  expect 200 {"offered": false, "reasons": [{"code": "INACTIVE"}]}
  GET /calendars/{c}/free-slots/why?startTime=soon
  expect 400
  GET /calendars/{c}/free-slots/why
  expect 422

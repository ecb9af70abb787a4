story  an appointment as a file for calendar programs
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:30:00-05:00"}
  expect 201 {"id": "{a:id}"}
  GET /calendars/events/appointments/{a}/ics
  expect 200
  expect header Content-Type text/calendar; charset=utf-8
  expect header Content-Disposition attachment; filename="appointment.ics"
  DELETE /calendars/events/{a}
  expect 200
  GET /calendars/events/appointments/{a}/ics
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00",
    "rrule": "RRULE:FREQ=WEEKLY;COUNT=3", "ignoreFreeSlotValidation": true}
  expect 201 {"id": "{s:id}"}
  GET /calendars/events/appointments/{s}/ics
  expect 200
  GET /calendars/events/appointments/{s}_1894629600000_1800/ics
  expect 200
  GET /calendars/events/appointments/{s}_1894629600001_1800/ics
  expect 404
  GET /calendars/events/appointments/none/ics
  expect 404
client other
  GET /calendars/events/appointments/{a}/ics
  expect 404

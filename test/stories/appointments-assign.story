story  booking assigns the contact to whose appointment it is, where the calendar says so
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Both", "teamMembers": [
    {"userId": "{owner}", "priority": 1}, {"userId": "{bea}", "priority": 0}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  # Nobody said so: the contact stays nobody's.
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00"}
  expect 201 {"assignedUserId": "{owner}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{absent}"}}
  PUT /calendars/{c} {"shouldAssignContactToTeamMember": true,
    "shouldSkipAssigningContactForExisting": true}
  expect 200 {"calendar": {"shouldAssignContactToTeamMember": true,
    "shouldSkipAssigningContactForExisting": true}}
  # A booking that is refused assigns nobody.
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T07:00:00"}
  expect 400
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{absent}"}}
  GET /events
  expect 200 {"next": "{zero:text}"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00"}
  expect 201 {"id": "{a:id}", "assignedUserId": "{owner}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{owner}"}}
  GET /events?since={zero}
  expect 200 {"events": [{"type": "AppointmentCreate"},
    {"type": "ContactUpdate", "payload": {"type": "ContactUpdate", "id": "{ann}",
      "locationId": "{location}", "name": "Ann Lee", "assignedTo": "{owner}"}}],
    "next": "{one:text}"}
  # Who is somebody's already is skipped.
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00", "assignedUserId": "{bea}"}
  expect 201 {"assignedUserId": "{bea}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{owner}"}}
  # Unless the calendar does not skip them; the same once more is no change, and no event.
  PUT /calendars/{c} {"shouldSkipAssigningContactForExisting": false}
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T12:00:00", "assignedUserId": "{bea}",
    "toNotify": false}
  expect 201
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T13:00:00", "assignedUserId": "{bea}"}
  expect 201 {"id": "{b:id}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{bea}"}}
  GET /events?since={one}
  expect 200 {"events": [{"type": "AppointmentCreate"},
    {"type": "ContactUpdate", "payload": {"assignedTo": "{bea}"}},
    {"type": "AppointmentCreate"}], "next": "{two:text}"}
  # An appointment that is given to another takes its contact along; another time does not.
  PUT /calendars/events/appointments/{b} {"assignedUserId": "{owner}"}
  expect 200 {"assignedUserId": "{owner}"}
  PUT /calendars/events/appointments/{b} {"startTime": "2030-01-07T14:00:00"}
  expect 200
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{owner}"}}
  GET /events?since={two}
  expect 200 {"events": [{"type": "ContactUpdate", "payload": {"assignedTo": "{owner}"}},
    {"type": "AppointmentUpdate"}, {"type": "AppointmentUpdate"}]}
  # On a calendar of events it is who was named, if somebody was.
  POST /calendars/ {"locationId": "{location}", "name": "Fair", "calendarType": "event",
    "shouldAssignContactToTeamMember": true}
  expect 200 {"calendar": {"id": "{e:id}"}}
  POST /calendars/events/appointments {"calendarId": "{e}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T10:00:00"}
  expect 201 {"assignedUserId": "{absent}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{owner}"}}
  POST /calendars/events/appointments {"calendarId": "{e}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T11:00:00", "assignedUserId": "{bea}"}
  expect 201 {"assignedUserId": "{bea}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{bea}"}}
  POST /calendars/events/appointments {"calendarId": "{e}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T12:00:00", "assignedUserId": "nobody"}
  expect 422 {"message": ["assignedUserId must be the id of a user of this location"]}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{bea}"}}

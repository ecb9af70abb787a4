story  a booking or a change with bad input is refused in words, and writes nothing
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "alertEmail": "desk@example.com",
    "shouldAssignContactToTeamMember": true}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00", "toNotify": false}
  expect 201 {"id": "{a:id}"}
  PUT /contacts/{ann} {"assignedTo": null}
  expect 200
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{absent}"}}
  GET /events
  expect 200 {"next": "{zero:text}"}

  # times
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "tomorrow"}
  expect 400 {"message": "tomorrow is not a time"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": " "}
  expect 400 {"message": "startTime is not a time"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-03-10T02:30:00"}
  expect 400 {"message": "startTime does not exist in America/New_York"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-03-10T01:30:00", "endTime": "2030-03-10T02:00:00",
    "ignoreFreeSlotValidation": true}
  expect 400 {"message": "endTime does not exist in America/New_York"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "endTime": "2030-01-07T09:30:00"}
  expect 400 {"message": "endTime must be after startTime"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "endTime": "2030-01-07T10:00:00",
    "ignoreFreeSlotValidation": true}
  expect 400 {"message": "endTime must be after startTime"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "endTime": "2030-01-07T11:00:00"}
  expect 400 {"message": "endTime must equal startTime + slotDuration"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:10:00"}
  expect 400 {"message": "The slot you have selected is no longer available."}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00"}
  expect 400 {"message": "The slot you have selected is no longer available.",
    "reasons": ["BOOKED"]}

  # who and what
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "assignedUserId": "{bea}"}
  expect 400 {"message": "User {bea} is not a team member of this calendar"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "assignedUserId": "{bea}",
    "ignoreFreeSlotValidation": true}
  expect 400 {"message": "User {bea} is not a team member of this calendar"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "nobody", "startTime": "2030-01-07T10:00:00"}
  expect 400 {"message": "Contact not found"}
  POST /calendars/events/appointments {"calendarId": "none", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00"}
  expect 404 {"message": "Calendar not found (none)"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "ignoreFreeSlotValidation": true,
    "rrule": "RRULE:FREQ=HOURLY"}
  expect 400 {"message": "Unsupported recurrence rule: RRULE:FREQ=HOURLY"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "meetingLocationId": "moon_0"}
  expect 400

  # changes
  PUT /calendars/events/appointments/none {"title": "x"}
  expect 404 {"message": "Event not found (none)"}
  PUT /calendars/events/appointments/{a} {"startTime": "2030-03-10T02:30:00"}
  expect 400 {"message": "startTime does not exist in America/New_York"}
  PUT /calendars/events/appointments/{a} {"endTime": "2030-01-07T08:30:00"}
  expect 400 {"message": "endTime must be after startTime"}
  PUT /calendars/events/appointments/{a} {"endTime": "2030-01-07T10:30:00"}
  expect 400 {"message": "endTime must equal startTime + slotDuration"}
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T07:00:00", "title": "Early"}
  expect 400 {"message": "The slot you have selected is no longer available."}
  PUT /calendars/events/appointments/{a} {"assignedUserId": "{bea}"}
  expect 400 {"message": "User {bea} is not a team member of this calendar"}
  PUT /calendars/events/appointments/{a} {"calendarId": "none"}
  expect 404 {"message": "Calendar not found (none)"}
  PUT /calendars/events/appointments/{a} {"rrule": "FREQ=SECONDLY",
    "ignoreFreeSlotValidation": true}
  expect 400 {"message": "Unsupported recurrence rule: FREQ=SECONDLY"}
  DELETE /calendars/events/none
  expect 404 {"message": "Event not found (none)"}

  # blocked slots
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "nobody",
    "startTime": "2030-01-07T10:00:00", "endTime": "2030-01-07T11:00:00"}
  expect 422
  POST /calendars/events/block-slots {"locationId": "{location}", "calendarId": "none",
    "startTime": "2030-01-07T10:00:00", "endTime": "2030-01-07T11:00:00"}
  expect 404 {"message": "Calendar not found (none)"}
  POST /calendars/events/block-slots {"locationId": "{location}",
    "startTime": "2030-01-07T10:00:00", "endTime": "2030-01-07T11:00:00"}
  expect 400 {"message": "Either calendarId or assignedUserId can be set, not both."}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": "2030-03-10T02:10:00", "endTime": "2030-03-10T04:00:00"}
  expect 400 {"message": "startTime does not exist in America/New_York"}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": "2030-03-10T01:00:00", "endTime": "2030-03-10T02:10:00"}
  expect 400 {"message": "endTime does not exist in America/New_York"}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": " ", "endTime": "2030-01-07T11:00:00"}
  expect 400 {"message": "startTime is not a time"}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": "2030-01-07T11:00:00", "endTime": "2030-01-07T10:00:00"}
  expect 400 {"message": "endTime must be after startTime"}

  # Nothing of all this was written.
  GET /events?since={zero}
  expect 200 {"events": []}
  GET /outgoing
  expect 200 {"messages": []}
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{absent}"}}
  GET /calendars/events?locationId={location}&userId={owner}&startTime=0&endTime=9999999999999
  expect 200 {"events": [{"id": "{a}", "title": "Ann", "startTime": "2030-01-07T09:00:00-05:00",
    "endTime": "2030-01-07T09:30:00-05:00", "rrule": "{absent}"}]}
  GET /calendars/blocked-slots?locationId={location}&userId={owner}&startTime=0&endTime=9999999999999
  expect 200 {"events": []}

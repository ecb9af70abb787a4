story  older settings of a calendar tell of bookings: an alert address, the member, a list
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee",
    "email": "ann@example.com", "phone": "+12025550123"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{bea}"}], "alertEmail": "desk@example.com"}
  expect 200 {"calendar": {"id": "{c:id}", "alertEmail": "desk@example.com"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00", "address": "Room 1"}
  expect 201 {"id": "{a:id}"}
  GET /outgoing
  expect 200 {"messages": [{"kind": "alert", "channel": "email", "state": "ready",
    "toAddress": "desk@example.com", "subject": "New appointment: Ann Lee", "html": false,
    "body": "Ann Lee ann@example.com +12025550123\nTalk\nMonday, January 7, 2030 9:00 AM (America/New_York)\nRoom 1",
    "appointmentId": "{a}", "notificationId": "{absent}", "contactId": "{absent}",
    "userId": "{absent}"}]}
  # Moved or cancelled is no booking; back from cancelled is one.
  clock +1 minute
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T10:00:00"}
  expect 200
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "cancelled"}
  expect 200
  GET /outgoing?skip=1
  expect 200 {"messages": []}
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "confirmed"}
  expect 200
  GET /outgoing?skip=1
  expect 200 {"messages": [{"kind": "alert"}]}
  # The member too; the address is theirs, so one mail.
  clock +1 minute
  PUT /calendars/{c} {"shouldSendAlertEmailsToAssignedMember": true,
    "alertEmail": "Bea@Example.com"}
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T09:00:00"}
  expect 201
  GET /outgoing?skip=2
  expect 200 {"messages": [{"kind": "alert", "toAddress": "bea@example.com"}]}
  PUT /calendars/{c} {"alertEmail": null}
  expect 200 {"calendar": {"alertEmail": "{absent}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T10:00:00", "toNotify": false}
  expect 201
  GET /outgoing?skip=3
  expect 200 {"messages": []}
  # A series alerts once.
  clock +1 minute
  PUT /calendars/{c} {"enableRecurring": true, "recurring": {"freq": "DAILY", "count": 2}}
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-09T09:00:00"}
  expect 201
  GET /outgoing?skip=3
  expect 200 {"messages": [{"kind": "alert", "toAddress": "bea@example.com"}]}
  # The list: who is told that it was booked, and that it was confirmed.
  POST /calendars/ {"locationId": "{location}", "name": "List", "calendarType": "personal",
    "teamMembers": [{"userId": "{bea}"}], "autoConfirm": false,
    "notifications": [{"type": "email", "shouldSendToContact": true, "shouldSendToGuest": true,
      "shouldSendToUser": true, "shouldSendToSelectedUsers": true,
      "selectedUsers": "x@example.com, y@example.com,, x@example.com"},
      {"type": "email", "shouldSendToContact": false, "shouldSendToGuest": false,
      "shouldSendToUser": false, "shouldSendToSelectedUsers": false,
      "selectedUsers": "z@example.com"}]}
  expect 200 {"calendar": {"id": "{l:id}"}}
  POST /calendars/events/appointments {"calendarId": "{l}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-14T09:00:00"}
  expect 201 {"id": "{b:id}", "appointmentStatus": "new"}
  GET /outgoing?appointmentId={b}
  expect 200 {"messages": [
    {"kind": "booked", "toAddress": "ann@example.com", "contactId": "{ann}",
     "subject": "Appointment requested: Ann Lee"},
    {"kind": "booked", "toAddress": "bea@example.com", "contactId": "{absent}"},
    {"kind": "booked", "toAddress": "x@example.com"},
    {"kind": "booked", "toAddress": "y@example.com"}]}
  clock +1 minute
  PUT /calendars/events/appointments/{b} {"appointmentStatus": "confirmed"}
  expect 200
  GET /outgoing?appointmentId={b}&skip=4
  expect 200 {"messages": [{"kind": "confirmation", "toAddress": "ann@example.com"},
    {"kind": "confirmation", "toAddress": "bea@example.com"},
    {"kind": "confirmation", "toAddress": "x@example.com"},
    {"kind": "confirmation", "toAddress": "y@example.com"}]}
  # What cannot be written to is refused.
  PUT /calendars/{l} {"alertEmail": "nobody"}
  expect 422 {"message": ["alertEmail must be an email"]}
  PUT /calendars/{l} {"notifications": [{"type": "email", "selectedUsers": "x@example.com, me"}]}
  expect 422 {"message": ["notifications.0.selectedUsers must be e-mail addresses, separated by commas"]}
  GET /calendars/{l}
  expect 200 {"calendar": {"alertEmail": "{absent}", "notifications": [
    {"selectedUsers": "x@example.com, y@example.com,, x@example.com"}, "{more}"]}}

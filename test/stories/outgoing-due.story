story  notifications become messages: at once, before the start, after the end, moved, withdrawn
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "<Lee>",
    "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "autoConfirm": true}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/{c}/notifications [
    {"receiverType": "contact", "channel": "email", "notificationType": "confirmation",
     "subject": "See you, {{contact.name}}", "fromName": "The Talkers",
     "body": "<p>{{contact.name}}: {{appointment.start_time}}, {{appointment.timezone}}</p>"},
    {"receiverType": "contact", "channel": "email", "notificationType": "reminder",
     "subject": "Soon", "body": "At {{appointment.only_start_time}} {{nothing.known}}",
     "beforeTime": [{"timeOffset": 1, "unit": "hours"}, {"timeOffset": 900, "unit": "weeks"}]},
    {"receiverType": "emails", "channel": "email", "notificationType": "cancellation",
     "additionalEmailIds": ["desk@example.com"]},
    {"receiverType": "contact", "channel": "email", "notificationType": "reschedule"},
    {"receiverType": "assignedUser", "channel": "email", "notificationType": "followup",
     "subject": "How was {{contact.first_name}}?",
     "afterTime": [{"timeOffset": 2, "unit": "days"}]},
    {"receiverType": "contact", "channel": "sms", "notificationType": "confirmation"},
    {"receiverType": "contact", "channel": "email", "notificationType": "booked"},
    {"receiverType": "contact", "channel": "email", "notificationType": "confirmation",
     "isActive": false}]
  expect 200 [{"_id": "{n1:id}"}, {"_id": "{n2:id}"}, "{more}"]
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 201 {"id": "{a:id}"}
  GET /outgoing
  expect 200 {"messages": [
    {"kind": "confirmation", "state": "ready", "channel": "email", "tries": 0,
     "toAddress": "ann@example.com", "fromName": "The Talkers", "fromAddress": "{absent}",
     "subject": "See you, Ann <Lee>", "html": true,
     "body": "<p>Ann &lt;Lee&gt;: Monday, January 7, 2030 9:00 AM, America/New_York</p>",
     "appointmentId": "{a}", "notificationId": "{n1}", "contactId": "{ann}", "id": "{m:id}"},
    {"kind": "reminder", "state": "ready", "due": "2030-01-07T13:00:00.000Z", "subject": "Soon",
     "body": "At 9:00 AM", "html": false},
    {"kind": "followup", "due": "2030-01-09T14:30:00.000Z", "subject": "How was Ann?",
     "contactId": "{absent}"}]}
  # Moved: what is planned moves with it.
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T10:00:00-05:00"}
  expect 200
  GET /outgoing?appointmentId={a}&state=ready
  expect 200 {"messages": [{"kind": "confirmation"},
    {"kind": "reschedule", "subject": "Appointment moved: Ann <Lee>"},
    {"kind": "reminder", "due": "2030-01-07T14:00:00.000Z", "body": "At 10:00 AM"},
    {"kind": "followup", "due": "2030-01-09T15:30:00.000Z"}]}
  # And back, quietly: nobody is told, but no reminder is wrong.
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T09:00:00-05:00",
    "toNotify": false}
  expect 200
  GET /outgoing?state=ready&skip=2
  expect 200 {"messages": [{"kind": "reminder", "due": "2030-01-07T13:00:00.000Z"},
    {"kind": "followup", "due": "2030-01-09T14:30:00.000Z"}]}
  GET /outgoing?state=withdrawn&limit=1
  expect 200 {"messages": [{"due": "2030-01-07T14:00:00.000Z"}]}
  # A notification that is switched off sends nothing more.
  PUT /calendars/{c}/notifications/{n2} {"isActive": false}
  expect 200
  GET /outgoing?state=ready&skip=2
  expect 200 {"messages": [{"kind": "followup"}]}
  # Cancelled; what was ready to be said at once is still said.
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "cancelled"}
  expect 200
  GET /outgoing?state=ready
  expect 200 {"messages": [{"kind": "confirmation"}, {"kind": "reschedule"},
    {"kind": "cancellation", "toAddress": "desk@example.com", "contactId": "{absent}"}]}
  # Deleting what is cancelled already says nothing twice.
  DELETE /calendars/events/{a}
  expect 200
  GET /outgoing?state=ready&skip=3
  expect 200 {"messages": []}
client other
  GET /outgoing
  expect 200 {"messages": []}
  POST /outgoing/{m}/retry
  expect 404
client nobody
  GET /outgoing
  expect 401
client scoped contacts.readonly
  GET /outgoing
  expect 401

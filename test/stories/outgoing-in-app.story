story  notices inside the application are shown to their user from their time on
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "admin",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/{c}/notifications [
    {"receiverType": "assignedUser", "channel": "inApp", "notificationType": "confirmation",
     "selectedUsers": ["sub_account_admin", "{owner}"]},
    {"receiverType": "contact", "channel": "inApp", "notificationType": "confirmation",
     "additionalEmailIds": ["x@example.com"]},
    {"receiverType": "assignedUser", "channel": "inApp", "notificationType": "reminder",
     "beforeTime": [{"timeOffset": 1, "unit": "hours"}], "body": "In an hour"}]
  expect 200 [{"_id": "{n:id}"}, {"_id": "{any}"}, {"_id": "{r:id}"}]
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00"}
  expect 201 {"id": "{a:id}"}
  # Each user once; contacts are not inside the application.
  GET /outgoing?state=shown
  expect 200 {"messages": [
    {"kind": "confirmation", "channel": "inApp", "userId": "{any}", "toAddress": "{absent}",
     "state": "shown", "subject": "Appointment confirmed: Ann", "notificationId": "{n}"},
    {"kind": "confirmation", "channel": "inApp", "userId": "{any}"}]}
  GET /outgoing?channel=inApp&userId={bea}
  expect 200 {"messages": [{"kind": "confirmation", "userId": "{bea}"}]}
  GET /outgoing?channel=email
  expect 200 {"messages": []}
  # The reminder waits, and moves with the appointment.
  GET /outgoing?userId={owner}&state=ready
  expect 200 {"messages": [{"kind": "reminder", "state": "ready", "body": "In an hour",
    "due": "2030-01-07T13:00:00.000Z"}]}
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T10:00:00"}
  expect 200
  GET /outgoing?userId={owner}&state=ready
  expect 200 {"messages": [{"due": "2030-01-07T14:00:00.000Z", "id": "{m:id}"}]}
  GET /outgoing?state=withdrawn
  expect 200 {"messages": [{"due": "2030-01-07T13:00:00.000Z"}]}
  # It can be shown now; what is shown cannot be once more, and is not taken back.
  POST /outgoing/{m}/retry
  expect 200 {"message": {"id": "{m}", "state": "shown"}}
  POST /outgoing/{m}/retry
  expect 400 {"message": "A message that is shown cannot be sent now"}
  PUT /calendars/{c}/notifications/{r} {"isActive": false}
  expect 200
  DELETE /calendars/events/{a}
  expect 200
  GET /outgoing?appointmentId={a}&userId={owner}&state=shown
  expect 200 {"messages": [{"kind": "confirmation"}, {"id": "{m}", "kind": "reminder"}]}

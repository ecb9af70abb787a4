story  toNotify false says nothing; a series speaks once; deleting is cancelling
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "autoConfirm": false, "enableRecurring": true,
    "recurring": {"freq": "WEEKLY", "count": 2, "bookingOption": "skip"}}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/{c}/notifications [
    {"receiverType": "contact", "channel": "email", "notificationType": "booked",
     "selectedUsers": ["{owner}", "nobody"]},
    {"receiverType": "contact", "channel": "email", "notificationType": "confirmation"},
    {"receiverType": "contact", "channel": "email", "notificationType": "cancellation"},
    {"receiverType": "contact", "channel": "email", "notificationType": "reminder",
     "beforeTime": [{"timeOffset": 1.5, "unit": "hours"}]}]
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00", "toNotify": false}
  expect 201 {"id": "{quiet:id}"}
  PUT /calendars/events/appointments/{quiet} {"title": "Still quiet", "toNotify": false}
  expect 200
  GET /outgoing
  expect 200 {"messages": []}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T09:00:00-05:00"}
  expect 201 {"id": "{a:id}"}
  GET /outgoing
  expect 200 {"messages": [{"kind": "booked", "toAddress": "ann@example.com"},
    {"kind": "booked", "contactId": "{absent}"},
    {"kind": "reminder", "due": "2030-01-08T12:30:00.000Z", "id": "{r:id}"},
    {"kind": "reminder", "due": "2030-01-15T12:30:00.000Z", "id": "{later:id}"}]}
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "confirmed"}
  expect 200
  PUT /calendars/events/appointments/{a} {"title": "The same"}
  expect 200
  DELETE /calendars/events/{a}
  expect 200
  GET /outgoing?appointmentId={a}&state=ready
  expect 200 {"messages": [{"kind": "booked"}, {"kind": "booked"}, {"kind": "confirmation"},
    {"kind": "cancellation", "subject": "Appointment cancelled: The same"}]}
  # What waits can be sent now; what was withdrawn cannot.
  clock +1 minute
  POST /outgoing/{later}/retry
  expect 200 {"message": {"id": "{later}", "state": "ready", "tries": 0, "due": "{sooner:instant}"}}
  GET /outgoing?state=ready&skip=4
  expect 200 {"messages": [{"id": "{later}", "due": "{sooner}"}]}
  POST /outgoing/{r}/retry
  expect 400 {"message": "A message that is withdrawn cannot be sent now"}
  POST /outgoing/nosuch/retry
  expect 404 {"message": "Message not found"}

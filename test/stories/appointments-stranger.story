story   nobody from elsewhere can be named in a booking, and who has left is not shown any more
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Far", "lastName": "Away",
    "email": "far@example.com", "password": "correct horse", "type": "account", "role": "user",
    "phone": "+12025550177", "locationIds": ["{otherlocation}"]}
  expect 201 {"id": "{far:id}"}
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "Both",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "phone": "+12025550178", "locationIds": ["{location}", "{otherlocation}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Open day", "calendarType": "event"}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/{c}/notifications [{"receiverType": "contact", "channel": "email",
    "notificationType": "cancellation", "subject": "Off",
    "body": "with {{user.name}} {{user.email}} {{user.phone}}."}]
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T10:00:00", "assignedUserId": "{far}",
    "ignoreFreeSlotValidation": true}
  expect 422 {"message": ["assignedUserId must be the id of a user of this location"]}
  GET /contacts/{ann}/appointments
  expect 200 {"events": []}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T10:00:00", "assignedUserId": "{bea}",
    "ignoreFreeSlotValidation": true}
  expect 201 {"id": "{a:id}", "assignedUserId": "{bea}"}
client agency
  PUT /users/{bea} {"locationIds": ["{otherlocation}"]}
  expect 200
client
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "cancelled"}
  expect 200
  GET /outgoing?appointmentId={a}
  expect 200 {"messages": [{"subject": "Off", "body": "with   ."}]}

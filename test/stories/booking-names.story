story   who books with somebody else's e-mail or number learns neither his name nor that there is such a number, and the file for calendars says nothing of him either
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Secret", "lastName": "Person", "email": "known@example.com", "phone": "+12025550123", "companyName": "Hidden Ltd"}
  expect 201 {"contact": {"id": "{known:id}", "dateUpdated": "{before:text}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "slug": "talk", "isActive": true, "slotDuration": 30, "calendarType": "event", "eventTitle": "{{contact.name}} {{contact.phone}}", "notes": "Of {{contact.company_name}}, {{contact.email}}"}
  expect 200
client nobody
  POST /booking/talk/appointments {"startTime": "2030-01-07T15:00:00Z", "firstName": "Mallory", "email": "known@example.com"}
  expect 201 {"booking": {"code": "{code:text}", "title": "Talk"}}
  GET /booking/appointments/{code}
  expect 200 {"booking": {"title": "Talk"}}
  GET /booking/appointments/{code}/ics
  expect 200
  expect header Content-Length 420
  PUT /booking/appointments/{code} {"startTime": "2030-01-07T15:30:00Z"}
  expect 200 {"booking": {"title": "Talk", "startTime": "2030-01-07T15:30:00.000Z"}}
  # another's number, with an e-mail of his own: he is booked, as one without that number
  POST /booking/talk/appointments {"startTime": "2030-01-07T16:00:00Z", "firstName": "Bob", "email": "bob@example.com", "phone": "+1 202 555 0123", "notes": "Hello"}
  expect 201 {"booking": {"title": "Talk"}}
client
  GET /contacts/{known}
  expect 200 {"contact": {"firstName": "Secret", "lastName": "Person", "phone": "+12025550123", "dateUpdated": "{before}"}}
  GET /contacts/search/duplicate?locationId={location}&email=bob@example.com
  expect 200 {"contact": {"id": "{bob:id}", "phone": "{absent}"}}
  GET /contacts/{bob}/appointments
  expect 200 {"events": [{"id": "{appointment:id}"}]}
  GET /calendars/events/appointments/{appointment}
  expect 200 {"appointment": {"description": "Hello\nPhone: +1 202 555 0123"}}

story   each address books for itself: what one has used up keeps out nobody else
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "slug": "talk", "isActive": true, "slotDuration": 30, "calendarType": "event"}
  expect 200
client nobody
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T13:00:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T13:30:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T14:00:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T14:30:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T15:00:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T15:30:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T16:00:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T16:30:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T17:00:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-07T17:30:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  header X-Forwarded-For: 192.0.2.1
  POST /booking/talk/appointments {"startTime": "2030-01-08T14:00:00Z", "firstName": "A", "email": "a@example.com"}
  expect 429
  # another, also one whose proxy was told the first
  header X-Forwarded-For: 192.0.2.2
  POST /booking/talk/appointments {"startTime": "2030-01-08T14:00:00Z", "firstName": "B", "email": "b@example.com"}
  expect 201 {"booking": {"code": "{code:text}"}}
  header X-Forwarded-For: 192.0.2.1, 192.0.2.3
  POST /booking/talk/appointments {"startTime": "2030-01-08T14:30:00Z", "firstName": "C", "email": "c@example.com"}
  expect 201
client
  GET /contacts/search/duplicate?locationId={location}&email=b@example.com
  expect 200 {"contact": {"id": "{bob:id}"}}
  GET /contacts/{bob}/appointments
  expect 200 {"events": [{"id": "{appointment:id}"}]}
  DELETE /calendars/events/{appointment}
  expect 200
client nobody
  # what was deleted is not there any more, whoever has the code
  GET /booking/appointments/{code}
  expect 404 {"message": "There is nothing booked with this code."}
  DELETE /booking/appointments/{code}
  expect 404

story   with the code an appointment is found for a long time, is left alone when it has begun, and is gone when it was deleted
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "slug": "talk", "isActive": true, "slotDuration": 2, "slotDurationUnit": "hours", "slotInterval": 1, "slotIntervalUnit": "hours", "calendarType": "event", "formSubmitThanksMessage": "See you"}
  expect 200
client nobody
  GET /booking/talk
  expect 200 {"page": {"minutes": 120, "thanks": "See you"}}
  POST /booking/talk/appointments {"startTime": "never", "firstName": "Ann", "email": "ann@example.com"}
  expect 409 {"alternatives": ["{soon:text}", "{text}", "{text}"]}
  POST /booking/talk/appointments {"startTime": "{soon}", "firstName": "Ann", "lastName": "Lee", "email": "ann@example.com"}
  expect 201 {"booking": {"code": "{code:text}"}}
  POST /booking/talk/appointments {"startTime": "2030-01-07T14:00:00Z", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"booking": {"code": "{later:text}"}}
  # taken: the next ones from the time that was wanted
  POST /booking/talk/appointments {"startTime": "2030-01-07T14:00:00Z", "firstName": "Bob", "email": "bob@example.com"}
  expect 409 {"alternatives": ["2030-01-07T11:00:00-05:00", "2030-01-07T12:00:00-05:00", "2030-01-07T13:00:00-05:00"]}
  # as many days as were asked for; of a zone far ahead its whole day
  GET /booking/talk/slots?from=2030-01-08&days=1&zone=Pacific/Kiritimati
  expect 200 {"days": {"2030-01-08": ["2030-01-08T06:00:00+14:00", "2030-01-08T07:00:00+14:00", "2030-01-08T08:00:00+14:00", "2030-01-08T09:00:00+14:00", "{more}"], "2030-01-09": "{absent}"}}
client
  GET /contacts/search/duplicate?locationId={location}&email=ann@example.com
  expect 200 {"contact": {"id": "{ann:id}", "firstName": "Ann", "lastName": "Lee"}}
  clock +31 days
client nobody
  GET /booking/appointments/{code}
  expect 200 {"booking": {"mayChange": false, "mayCancel": false, "status": "confirmed"}}
  PUT /booking/appointments/{code} {"startTime": "2030-01-08T14:00:00Z"}
  expect 409 {"message": "It has begun already."}
  DELETE /booking/appointments/{code}
  expect 409 {"message": "It has begun already."}
  # another booking, which takes away what is too old
  POST /booking/talk/appointments {"startTime": "2030-01-09T14:00:00Z", "firstName": "Ann", "email": "ann@example.com"}
  expect 201
  GET /booking/appointments/{later}
  expect 200 {"booking": {"mayChange": true}}
client
  GET /contacts/{ann}/appointments
  expect 200 {"events": ["{more}"]}

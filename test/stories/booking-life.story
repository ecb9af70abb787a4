story   a stranger sees a calendar's page and free times, books, moves and cancels with the code, and nobody else can
client
  POST /calendars/ {"locationId": "{location}", "name": "Consultation", "description": "Half an hour", "slug": "consultation", "isActive": true, "slotDuration": 45, "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
client nobody
  GET /booking/consultation
  expect 200 {"page": {"id": "{calendar}", "slug": "consultation", "title": "Consultation", "about": "Half an hour", "minutes": 45, "mayChange": true, "mayCancel": true, "zone": "{text}"}}
  GET /booking/{calendar}
  expect 200 {"page": {"id": "{calendar}"}}
  GET /booking/nothing
  expect 404 {"message": "There is no such booking page."}
  GET /booking/consultation/slots?from=2030-01-07&days=1&zone=Europe/Berlin
  expect 200 {"zone": "Europe/Berlin", "next": "{absent}", "days": {"2030-01-07": ["2030-01-07T14:00:00+01:00", "{more}"]}}
  GET /booking/consultation/slots?from=monday
  expect 422
  POST /booking/consultation/appointments {"startTime": "2030-01-07T14:00:00Z", "firstName": "Ann", "lastName": "Lee", "email": "ann@example.com", "phone": "+12025550123", "notes": "My knee", "zone": "Europe/Berlin"}
  expect 201 {"booking": {"code": "{code:text}", "startTime": "2030-01-07T14:00:00.000Z", "title": "{text}", "status": "confirmed"}}
  # somebody else is faster: three others are offered, and nobody has been made a contact for it
  POST /booking/consultation/appointments {"startTime": "2030-01-07T14:00:00Z", "firstName": "Bob", "email": "bob@example.com"}
  expect 409 {"alternatives": ["{text}", "{text}", "{text}"]}
  # who fills in what nobody sees is no person
  POST /booking/consultation/appointments {"startTime": "2030-01-07T17:00:00Z", "firstName": "Bot", "email": "bot@example.com", "website": "x"}
  expect 422
  POST /booking/consultation/appointments {"startTime": "2030-01-07T17:00:00Z", "firstName": "Bot"}
  expect 422
client
  GET /contacts/search/duplicate?locationId={location}&email=bob@example.com
  expect 200 {"contact": "{any}"}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10}
  expect 200 {"contacts": [{"id": "{ann:id}", "firstNameLowerCase": "ann", "source": "booking page"}], "total": 1}
client nobody
  # who has the e-mail stays as he is, whatever a stranger says
  POST /booking/consultation/appointments {"startTime": "2030-01-07T18:00:00Z", "firstName": "Mallory", "email": "ann@example.com", "phone": "+12025550199"}
  expect 201 {"booking": {"code": "{second:text}"}}
client
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "phone": "+12025550123"}}
client nobody
  GET /booking/appointments/{code}
  expect 200 {"booking": {"startTime": "2030-01-07T14:00:00.000Z", "slug": "consultation", "mayChange": true, "mayCancel": true}}
  GET /booking/appointments/{code}/ics
  expect 200
  expect header Content-Type "text/calendar; charset=utf-8"
  GET /booking/appointments/00000000000000000000000000000000
  expect 404 {"message": "There is nothing booked with this code."}
  PUT /booking/appointments/{code} {"startTime": "2030-01-07T18:00:00Z"}
  expect 400
  PUT /booking/appointments/{code} {"startTime": "2030-01-08T16:00:00Z"}
  expect 200 {"booking": {"startTime": "2030-01-08T16:00:00.000Z"}}
  DELETE /booking/appointments/{code}
  expect 200 {"booking": {"status": "cancelled", "mayChange": false, "mayCancel": false}}
  DELETE /booking/appointments/{code}
  expect 409 {"message": "It is cancelled already."}
  PUT /booking/appointments/{code} {"startTime": "2030-01-09T16:00:00Z"}
  expect 409
  # its time is free again
  GET /booking/consultation/slots?from=2030-01-07&days=1&zone=UTC
  expect 200 {"days": {"2030-01-07": ["2030-01-07T13:00:00+00:00", "2030-01-07T13:30:00+00:00", "2030-01-07T14:00:00+00:00", "{more}"]}}
client
  # where the calendar does not allow it, the code does not either; one that is off has no page
  PUT /calendars/{calendar} {"allowCancellation": false}
  expect 200
client nobody
  DELETE /booking/appointments/{second}
  expect 403 {"message": "Appointments of this calendar are not cancelled here: please call."}
  PUT /booking/appointments/{second} {"startTime": "2030-01-09T17:00:00Z"}
  expect 200 {"booking": {"mayChange": true, "mayCancel": false}}
client
  PUT /calendars/{calendar} {"allowReschedule": false}
  expect 200
client nobody
  PUT /booking/appointments/{second} {"startTime": "2030-01-09T16:00:00Z"}
  expect 403 {"message": "Appointments of this calendar are not moved here: please call."}
  DELETE /booking/appointments/{second}
  expect 403 {"message": "Appointments of this calendar are not cancelled here: please call."}
client
  PUT /calendars/{calendar} {"isActive": false}
  expect 200
client nobody
  GET /booking/consultation
  expect 404
  POST /booking/consultation/appointments {"startTime": "2030-01-09T14:00:00Z", "firstName": "Ann", "email": "ann@example.com"}
  expect 404

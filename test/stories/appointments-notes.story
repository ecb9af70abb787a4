story  notes of an appointment are written, paged, changed and deleted
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Fair", "calendarType": "event"}
  expect 200 {"calendar": {"id": "{e:id}"}}
  POST /calendars/events/appointments {"calendarId": "{e}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 201 {"id": "{a:id}"}
  POST /calendars/appointments/{a}/notes {"body": "first", "userId": "{owner}"}
  expect 201 {"note": {"id": "{one:id}", "body": "first", "userId": "{owner}",
    "contactId": "{ann}", "dateAdded": "{instant}",
    "createdBy": {"id": "{owner}", "name": "{text}"}}}
  clock +1 minutes
  POST /calendars/appointments/{a}/notes {"body": "second"}
  expect 201 {"note": {"id": "{two:id}"}}
  GET /calendars/appointments/{a}/notes?limit=1&offset=0
  expect 200 {"notes": [{"id": "{two}"}], "hasMore": true}
  GET /calendars/appointments/{a}/notes?limit=1&offset=1
  expect 200 {"notes": [{"id": "{one}"}], "hasMore": false}
  PUT /calendars/appointments/{a}/notes/{one} {"body": "changed"}
  expect 200 {"note": {"id": "{one}", "body": "changed", "userId": "{owner}"}}
  POST /calendars/appointments/{a}/notes {"body": ""}
  expect 422
  POST /calendars/appointments/nosuch/notes {"body": "x"}
  expect 404
  DELETE /calendars/appointments/{a}/notes/{one}
  expect 200 {"success": true}
  DELETE /calendars/appointments/{a}/notes/{one}
  expect 404
  PUT /calendars/appointments/{a}/notes/{one} {"body": "x"}
  expect 404
client other
  GET /calendars/appointments/{a}/notes
  expect 404
  PUT /calendars/appointments/{a}/notes/{two} {"body": "mine"}
  expect 404

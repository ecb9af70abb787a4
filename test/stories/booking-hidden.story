story   a calendar whose group is off has no page, whoever has its address, and what was booked there can be cancelled and not moved
client
  POST /calendars/groups {"locationId": "{location}", "name": "Group", "description": "d", "slug": "group"}
  expect 201 {"group": {"id": "{group:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "slug": "talk", "groupId": "{group}", "isActive": true, "slotDuration": 30, "calendarType": "event"}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
client nobody
  POST /booking/talk/appointments {"startTime": "2030-01-07T15:00:00Z", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"booking": {"code": "{code:text}"}}
client
  PUT /calendars/groups/{group}/status {"isActive": false}
  expect 200
client nobody
  GET /booking/talk
  expect 404 {"message": "There is no such booking page."}
  GET /booking/{calendar}
  expect 404
  GET /booking/talk/slots?from=2030-01-07
  expect 404
  POST /booking/{calendar}/appointments {"startTime": "2030-01-07T16:00:00Z", "firstName": "Bob", "email": "bob@example.com"}
  expect 404
  GET /booking/appointments/{code}
  expect 200 {"booking": {"mayChange": false, "mayCancel": true}}
  PUT /booking/appointments/{code} {"startTime": "2030-01-07T17:00:00Z"}
  expect 403 {"message": "Appointments of this calendar are not moved here: please call."}
client
  PUT /calendars/groups/{group}/status {"isActive": true}
  expect 200
client nobody
  GET /booking/appointments/{code}
  expect 200 {"booking": {"mayChange": true}}
  GET /booking/talk
  expect 200
client
  DELETE /calendars/{calendar}
  expect 200
client nobody
  GET /booking/appointments/{code}
  expect 200 {"booking": {"mayChange": false, "mayCancel": true}}
  DELETE /booking/appointments/{code}
  expect 200 {"booking": {"status": "cancelled"}}

story  the time of a contact who is deleted is free again
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "C", "teamMembers": [
    {"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00"}
  expect 201 {"id": "{a:id}"}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:00:00
  expect 200 {"offered": false, "reasons": [{"code": "BOOKED"}]}
  DELETE /contacts/{ann}
  expect 200
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:00:00
  expect 200 {"offered": true, "reasons": []}

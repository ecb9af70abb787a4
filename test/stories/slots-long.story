story   booked or blocked time of more than a day hides all of its days
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "C", "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}", "startTime": "2030-01-07T00:00:00", "endTime": "2030-01-11T00:00:00"}
  expect 201
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:00:00
  expect 200 {"offered": false, "reasons": [{"code": "BLOCKED"}]}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-08T09:00:00
  expect 200 {"offered": false, "reasons": [{"code": "BLOCKED"}]}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-11T09:00:00
  expect 200 {"offered": true, "reasons": []}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}", "contactId": "{ann}",
    "startTime": "2030-01-14T00:00:00", "endTime": "2030-01-18T00:00:00", "ignoreFreeSlotValidation": true}
  expect 201
  GET /calendars/{c}/free-slots/why?startTime=2030-01-14T09:00:00
  expect 200 {"offered": false, "reasons": [{"code": "BOOKED"}]}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-15T09:00:00
  expect 200 {"offered": false, "reasons": [{"code": "BOOKED"}]}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-18T09:00:00
  expect 200 {"offered": true, "reasons": []}

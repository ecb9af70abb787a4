story   what only touches a slot is not in its way, and not named as its reason
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "slotDuration": 30, "slotInterval": 30,
    "openHours": [{"daysOfTheWeek": [1], "hours": [{"openHour": 9, "openMinute": 0,
      "closeHour": 12, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Visit", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "slotDuration": 30, "slotInterval": 30, "slotBuffer": 30, "preBuffer": 30,
    "openHours": [{"daysOfTheWeek": [1], "hours": [{"openHour": 9, "openMinute": 0,
      "closeHour": 12, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{other:id}"}}
  # a visit from 09:00 to 09:30, and half an hour after it
  POST /calendars/events/appointments {"calendarId": "{other}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 201
  POST /calendars/events/appointments {"calendarId": "{other}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:30:00-05:00"}
  expect 201
  # the slot that ends where a visit begins touches it: the time before it is in the way
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T11:00:00-05:00
  expect 200 {"offered": false, "reasons": [{"code": "BUFFER", "userId": "{owner}"}]}
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T10:30:00-05:00
  expect 200 {"offered": true, "reasons": []}
  # the slot that begins where it ends touches it: the time after it is in the way, not the visit
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T09:30:00-05:00
  expect 200 {"offered": false, "reasons": [{"code": "BUFFER", "userId": "{owner}"}]}
  # and the one after that touches that time: free
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T10:00:00-05:00
  expect 200 {"offered": true, "reasons": []}
  # a block there is the only reason
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": "2030-01-07T10:00:00-05:00", "endTime": "2030-01-07T10:30:00-05:00"}
  expect 201
  GET /calendars/{c}/free-slots/why?startTime=2030-01-07T10:00:00-05:00
  expect 200 {"offered": false, "reasons": [{"code": "BLOCKED", "userId": "{owner}"}]}

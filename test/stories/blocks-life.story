story  a blocked slot keeps its time free of appointments until it goes
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "openHours": [{"daysOfTheWeek": [1],
      "hours": [{"openHour": 9, "openMinute": 0, "closeHour": 11, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Fair", "calendarType": "event",
    "openHours": [{"daysOfTheWeek": [1], "hours": [{"openHour": 9, "openMinute": 0,
      "closeHour": 10, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{e:id}"}}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "title": "Lunch", "startTime": "2030-01-07T09:15:00-05:00",
    "endTime": "2030-01-07T10:00:00-05:00"}
  expect 201 {"id": "{b:id}", "locationId": "{location}", "title": "Lunch",
    "assignedUserId": "{owner}", "calendarId": "{absent}",
    "startTime": "2030-01-07T09:15:00-05:00", "endTime": "2030-01-07T10:00:00-05:00",
    "traceId": "{uuid}"}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T10:00:00-05:00", "2030-01-07T10:30:00-05:00"]}}
  POST /calendars/events/block-slots {"locationId": "{location}", "calendarId": "{e}",
    "startTime": "2030-01-07T14:00:00Z", "endTime": "2030-01-07T14:30:00Z"}
  expect 201 {"id": "{f:id}", "calendarId": "{e}", "title": "{text}"}
  GET /calendars/{e}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T09:30:00-05:00"]}}
  POST /calendars/events/block-slots {"locationId": "{location}", "calendarId": "{c}",
    "startTime": "2030-01-07T14:00:00Z", "endTime": "2030-01-07T14:30:00Z"}
  expect 400 {"message": "The calendar is not an event calendar."}
  POST /calendars/events/block-slots {"locationId": "{location}", "calendarId": "{e}",
    "assignedUserId": "{owner}", "startTime": "2030-01-07T14:00:00Z",
    "endTime": "2030-01-07T14:30:00Z"}
  expect 400 {"message": "Either calendarId or assignedUserId can be set, not both."}
  POST /calendars/events/block-slots {"locationId": "{location}",
    "startTime": "2030-01-07T14:00:00Z", "endTime": "2030-01-07T14:30:00Z"}
  expect 400
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": "2030-01-07T14:00:00Z", "endTime": "2030-01-07T14:00:00Z"}
  expect 400 {"message": "endTime must be after startTime"}
  GET /calendars/blocked-slots?locationId={location}&userId={owner}&startTime=1893992400000&endTime=1894078800000
  expect 200 {"events": [{"id": "{b}", "title": "Lunch", "assignedUserId": "{owner}",
    "startTime": "2030-01-07T09:15:00-05:00", "deleted": false}]}
  GET /calendars/events?locationId={location}&userId={owner}&startTime=1893992400000&endTime=1894078800000
  expect 200 {"events": []}
  PUT /calendars/events/block-slots/{b} {"locationId": "{location}", "assignedUserId": "{bea}",
    "endTime": "2030-01-07T11:00:00-05:00"}
  expect 201 {"id": "{b}", "assignedUserId": "{bea}", "title": "Lunch",
    "startTime": "2030-01-07T09:15:00-05:00", "endTime": "2030-01-07T11:00:00-05:00"}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["{any}", "{any}", "{any}", "{any}"]}}
  DELETE /calendars/events/{b}
  expect 200 {"succeeded": true}
  DELETE /calendars/events/{b}
  expect 404
  PUT /calendars/events/block-slots/{b} {"title": "x"}
  expect 404
  DELETE /calendars/events/{f}
  expect 200
  GET /calendars/{e}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["{any}", "{any}"]}}
  GET /calendars/blocked-slots?locationId={location}&calendarId={e}&startTime=0&endTime=9999999999999
  expect 200 {"events": []}

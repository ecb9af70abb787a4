story  a series is listed as its instances, one of which can be moved or deleted by its own id
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "openHours": [{"daysOfTheWeek": [1],
      "hours": [{"openHour": 9, "openMinute": 0, "closeHour": 10, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00",
    "rrule": "RRULE:FREQ=WEEKLY;COUNT=3"}
  expect 201 {"id": "{plain:id}", "isRecurring": false, "rrule": "{absent}"}
  DELETE /calendars/events/{plain}
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00",
    "rrule": "FREQ=HOURLY", "ignoreFreeSlotValidation": true}
  expect 400
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00",
    "rrule": "RRULE:FREQ=WEEKLY;COUNT=3", "ignoreFreeSlotValidation": true}
  expect 201 {"id": "{s:id}", "isRecurring": true, "rrule": "RRULE:FREQ=WEEKLY;COUNT=3"}
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=1893992400000&endTime=1896681600000
  expect 200 {"events": [
    {"id": "{i1:text}", "masterEventId": "{s}", "startTime": "2030-01-07T09:00:00-05:00",
     "isRecurring": true},
    {"id": "{i2:text}", "masterEventId": "{s}", "startTime": "2030-01-14T09:00:00-05:00",
     "endTime": "2030-01-14T09:30:00-05:00"},
    {"id": "{i3:text}", "startTime": "2030-01-21T09:00:00-05:00"}]}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1895893200000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T09:30:00-05:00"]},
    "2030-01-14": {"slots": ["2030-01-14T09:30:00-05:00"]},
    "2030-01-21": {"slots": ["2030-01-21T09:30:00-05:00"]},
    "2030-01-28": {"slots": ["2030-01-28T09:00:00-05:00", "{any}"]}}
  GET /calendars/events/appointments/{i2}
  expect 200 {"appointment": {"id": "{i2}", "masterEventId": "{s}",
    "startTime": "2030-01-14T09:00:00-05:00"}}
  PUT /calendars/events/appointments/{i2} {"startTime": "2030-01-14T09:30:00-05:00",
    "title": "Later"}
  expect 200 {"id": "{i2}", "masterEventId": "{s}", "title": "Later",
    "startTime": "2030-01-14T09:30:00-05:00"}
  DELETE /calendars/events/{i3}
  expect 200
  DELETE /calendars/events/{i3}
  expect 404
  GET /calendars/events/appointments/{s}_1_1800
  expect 404
  GET /calendars/events?locationId={location}&userId={owner}&startTime=1893992400000&endTime=1896681600000
  expect 200 {"events": [{"id": "{i1}"},
    {"id": "{i2}", "title": "Later", "startTime": "2030-01-14T09:30:00-05:00"}]}
  GET /calendars/{c}/free-slots?startDate=1894597200000&endDate=1895288400000
  expect 200 {"2030-01-14": {"slots": ["2030-01-14T09:00:00-05:00"]},
    "2030-01-21": {"slots": ["{any}", "{any}"]}}
  DELETE /calendars/events/{s}
  expect 200
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=1893992400000&endTime=1896681600000
  expect 200 {"events": [{"id": "{i2}"}]}

story  a calendar that repeats books its whole series at once, and leaves out what is taken
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Course", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "enableRecurring": true,
    "recurring": {"freq": "WEEKLY", "count": 3, "bookingOption": "skip"}}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{owner}",
    "startTime": "2030-03-11T09:00:00-04:00", "endTime": "2030-03-11T09:10:00-04:00"}
  expect 201
  GET /events
  expect 200 {"next": "{zero:text}"}
  # the clock changes on 2030-03-10: the time on the wall stays
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-03-04T09:00:00-05:00"}
  expect 201 {"id": "{a:id}", "isRecurring": true, "startTime": "2030-03-04T09:00:00-05:00"}
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=0&endTime=9999999999999
  expect 200 {"events": [{"id": "{a}", "startTime": "2030-03-04T09:00:00-05:00"},
    {"id": "{id}", "masterEventId": "{a}", "startTime": "2030-03-18T09:00:00-04:00",
     "isRecurring": true}]}
  GET /events?since={zero}
  expect 200 {"events": [{"type": "AppointmentCreate"}, {"type": "AppointmentCreate"}]}

story  a calendar that was read can be written back as its members were
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{talk:id}", "notifications": [], "guestType": "collect_detail",
    "teamMembers": [{"userId": "{owner}", "selected": true, "isZoomAdded": false, "priority": 0.5}]}}
  PUT /calendars/{talk} {"name": "Talks", "notifications": [], "guestType": "collect_detail",
    "teamMembers": [{"userId": "{owner}", "selected": true, "isZoomAdded": "false", "priority": 1}]}
  expect 200 {"calendar": {"name": "Talks", "teamMembers": [{"selected": true, "isZoomAdded": "false", "priority": 1}]}}
  GET /calendars/{talk}
  expect 200 {"calendar": {"notifications": [], "guestType": "collect_detail"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}",
    "startTime": "2030-06-17T10:00:00-04:00", "ignoreFreeSlotValidation": true, "ignoreDateRange": true}
  expect 201 {"id": "{event:id}"}
  GET /calendars/events/appointments/{event}
  expect 200 {"appointment": {"appointmentMeta": {}}}

story  a calendar is made with what is usual, read, changed, hidden and deleted
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk"}
  expect 200 {"calendar": {"id": "{c:id}", "locationId": "{location}", "name": "Talk",
    "calendarType": "round_robin", "eventType": "RoundRobin_OptimizeForAvailability",
    "eventTitle": "{{contact.name}}", "eventColor": "#039BE5",
    "slotDuration": 30, "slotDurationUnit": "mins", "slotInterval": 30, "slotIntervalUnit": "mins",
    "slotBuffer": 0, "slotBufferUnit": "mins", "preBuffer": 0, "preBufferUnit": "mins",
    "appoinmentPerSlot": 1, "appointmentPerSlot": 1, "openHours": {}, "availabilities": [],
    "teamMembers": [], "enableRecurring": false, "autoConfirm": true,
    "googleInvitationEmails": true, "allowReschedule": true, "allowCancellation": true,
    "formSubmitType": "ThankYouMessage", "formSubmitThanksMessage": "{text}",
    "consentLabel": "{text}", "isActive": true, "description": "{absent}",
    "appoinmentPerDay": "{absent}", "deleted": "{absent}"}, "traceId": "{uuid}"}
  GET /calendars/{c}
  expect 200 {"calendar": {"id": "{c}", "name": "Talk", "openHours": {}}}
  PUT /calendars/{c} {"name": "Long talk", "description": "an hour", "slotDuration": 1,
    "slotDurationUnit": "hours", "appoinmentPerSlot": 3, "isActive": false, "slug": "Long-Talk"}
  expect 200 {"calendar": {"name": "Long talk", "slotDuration": 1, "slotDurationUnit": "hours",
    "slotInterval": 30, "appoinmentPerSlot": 3, "appointmentPerSlot": 3, "isActive": false,
    "description": "an hour", "slug": "long-talk"}}
  PUT /calendars/{c} {"description": null, "slotDuration": null, "slotDurationUnit": null,
    "appointmentPerSlot": 2}
  expect 200 {"calendar": {"description": "{absent}", "slotDuration": 30,
    "slotDurationUnit": "mins", "appoinmentPerSlot": 2, "name": "Long talk"}}
  POST /calendars/ {"locationId": "{location}", "name": "Second", "slug": "long-talk"}
  expect 400 {"status": 400, "name": "HttpException",
    "message": "The slug of the calendar is already taken"}
  GET /calendars/?locationId={location}
  expect 200 {"calendars": [{"id": "{c}"}]}
  GET /calendars/?locationId={location}&showDrafted=false
  expect 200 {"calendars": []}
  DELETE /calendars/{c}
  expect 200 {"message": "calendar deleted", "calendar": {"id": "{c}", "name": "Long talk"},
    "success": true}
  GET /calendars/{c}
  expect 404 {"status": 404}
  PUT /calendars/{c} {"name": "x"}
  expect 404
  DELETE /calendars/{c}
  expect 404
  GET /calendars/?locationId={location}
  expect 200 {"calendars": []}
  POST /calendars/ {"locationId": "{location}", "name": "Second", "slug": "long-talk"}
  expect 200

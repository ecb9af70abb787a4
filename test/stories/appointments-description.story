story  the notes of a calendar are the description of appointments that have none
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "eventTitle": "{{calendar.name}}",
    "notes": "{{contact.first_name}}, please bring\nyour papers. {{nothing.known}}"}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00"}
  expect 201 {"id": "{a:id}", "description": "Ann, please bring\nyour papers.", "title": "Talk"}
  GET /calendars/events/appointments/{a}
  expect 200 {"appointment": {"description": "Ann, please bring\nyour papers.",
    "notes": "Ann, please bring\nyour papers."}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "title": "Mine",
    "description": "As I say"}
  expect 201 {"description": "As I say"}
  PUT /calendars/{c} {"notes": null}
  expect 200 {"calendar": {"notes": "{absent}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00"}
  expect 201 {"description": "{absent}"}

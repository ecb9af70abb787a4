story  a booking that cannot be is refused, and nothing of it is kept
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Eve"}
  expect 201 {"contact": {"id": "{eve:id}"}}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "autoConfirm": false, "appoinmentPerDay": 2}
  expect 200 {"calendar": {"id": "{c:id}"}}
  GET /events
  expect 200 {"next": "{zero:text}"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{eve}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 400 {"message": "Contact not found"}
  POST /calendars/events/appointments {"calendarId": "nosuch", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 404
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00", "assignedUserId": "nobody"}
  expect 422 {"message": ["assignedUserId must be the id of a user of this location"]}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}"}
  expect 422 {"message": ["startTime should not be empty"]}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{otherlocation}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 403
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T07:00:00-05:00"}
  expect 400 {"message": "The slot you have selected is no longer available."}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2020-01-07T09:00:00-05:00"}
  expect 400 {"reasons": ["PAST"]}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-03-10T02:30:00"}
  expect 400 {"message": "startTime does not exist in America/New_York"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00", "appointmentStatus": "maybe"}
  expect 422
  GET /events?since={zero}
  expect 200 {"events": []}
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=0&endTime=9999999999999
  expect 200 {"events": []}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00"}
  expect 201 {"id": "{a:id}", "appointmentStatus": "new", "startTime": "2030-01-07T09:00:00-05:00"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:30:00-05:00", "appointmentStatus": "showed",
    "assignedUserId": "{owner}", "title": "Mine"}
  expect 201 {"appointmentStatus": "showed", "title": "Mine"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00-05:00"}
  expect 400 {"reasons": ["DAYLIMIT"]}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T05:10:00-05:00",
    "endTime": "2030-01-07T09:10:00-05:00", "ignoreFreeSlotValidation": true, "toNotify": false}
  expect 201 {"endTime": "2030-01-07T09:10:00-05:00"}
  GET /events?since={zero}
  expect 200 {"events": [{"type": "AppointmentCreate", "payload": {"type": "AppointmentCreate",
      "locationId": "{location}", "appointment": {"id": "{a}", "title": "Ann", "address": "",
        "calendarId": "{c}", "contactId": "{ann}", "appointmentStatus": "new",
        "assignedUserId": "{owner}", "users": [], "source": "third_party",
        "startTime": "2030-01-07T09:00:00-05:00", "endTime": "2030-01-07T09:30:00-05:00",
        "dateAdded": "{instant}"}}},
    {"type": "AppointmentCreate"}], "next": "{one:text}"}
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "confirmed"}
  expect 200
  PUT /calendars/events/appointments/{a} {"title": "Quiet", "toNotify": false}
  expect 200
  DELETE /calendars/events/{a}
  expect 200
  GET /events?since={one}
  expect 200 {"events": [{"type": "AppointmentUpdate", "payload": {"appointment": {"id": "{a}",
    "appointmentStatus": "confirmed"}}}, {"type": "AppointmentDelete", "payload": {
    "appointment": {"id": "{a}", "title": "Quiet"}}}]}

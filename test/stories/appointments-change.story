story  an appointment is moved, renamed, cancelled and brought back, as long as its place is free
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "eventTitle": "{{contact.name}} and {{calendar.name}}"}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T14:00:00Z", "address": "Main street"}
  expect 201 {"id": "{a:id}", "title": "Ann and Talk", "address": "Main street",
    "meetingLocationType": "custom", "startTime": "2030-01-07T09:00:00-05:00"}
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T10:00:00-05:00"}
  expect 200 {"id": "{a}", "startTime": "2030-01-07T10:00:00-05:00",
    "endTime": "2030-01-07T10:30:00-05:00", "title": "Ann and Talk", "assignedUserId": "{owner}"}
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T10:30:00-05:00"}
  expect 200
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T10:10:00-05:00"}
  expect 400 {"message": "The slot you have selected is no longer available."}
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T10:00:00-05:00",
    "endTime": "2030-01-07T11:00:00-05:00"}
  expect 400 {"message": "endTime must equal startTime + slotDuration"}
  PUT /calendars/events/appointments/{a} {"startTime": "2030-01-07T11:00:00-05:00",
    "endTime": "2030-01-07T10:00:00-05:00"}
  expect 400 {"message": "endTime must be after startTime"}
  PUT /calendars/events/appointments/{a} {"startTime": "soon"}
  expect 400
  PUT /calendars/events/appointments/{a} {"locationId": "{location}"}
  expect 422
  GET /calendars/events/appointments/{a}
  expect 200 {"appointment": {"startTime": "2030-01-07T10:30:00-05:00",
    "endTime": "2030-01-07T11:00:00-05:00", "appointmentStatus": "confirmed",
    "appoinmentStatus": "confirmed", "assignedResources": [], "users": [], "deleted": false,
    "createdBy": {"source": "third_party", "userId": "{any}"}}}
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "cancelled", "title": "Off",
    "description": "ill"}
  expect 200 {"appointmentStatus": "cancelled", "title": "Off", "description": "ill"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{bob}", "startTime": "2030-01-07T10:30:00-05:00"}
  expect 201 {"id": "{b:id}"}
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "confirmed"}
  expect 400 {"message": "The slot you have selected is no longer available."}
  PUT /calendars/events/appointments/{b} {"appointmentStatus": "noshow"}
  expect 200 {"appointmentStatus": "noshow"}
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "new"}
  expect 400
  PUT /calendars/events/appointments/{b} {"appointmentStatus": "invalid"}
  expect 200
  PUT /calendars/events/appointments/{a} {"appointmentStatus": "showed"}
  expect 200 {"appointmentStatus": "showed", "title": "Off"}
  PUT /calendars/events/appointments/{b} {"appointmentStatus": "confirmed",
    "ignoreFreeSlotValidation": true}
  expect 200 {"appointmentStatus": "confirmed"}
  GET /contacts/{ann}/appointments
  expect 200 {"events": [{"id": "{a}", "title": "Off", "contactId": "{ann}",
    "startTime": "2030-01-07T10:30:00-05:00"}]}
  DELETE /calendars/events/{a}
  expect 200 {"succeeded": true}
  PUT /calendars/events/appointments/{a} {"title": "x"}
  expect 404
  GET /contacts/{ann}/appointments
  expect 200 {"events": []}
client other
  GET /calendars/events/appointments/{b}
  expect 404
  PUT /calendars/events/appointments/{b} {"title": "mine"}
  expect 404
  DELETE /calendars/events/{b}
  expect 404

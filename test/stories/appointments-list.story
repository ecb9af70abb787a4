story  appointments of a calendar, a group or a user are listed by the time they meet
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/groups {"locationId": "{location}", "name": "G", "slug": "g"}
  expect 201 {"group": {"id": "{g:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "groupId": "{g}", "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Fair", "calendarType": "event"}
  expect 200 {"calendar": {"id": "{e:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00-05:00"}
  expect 201 {"id": "{two:id}"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 201 {"id": "{one:id}"}
  POST /calendars/events/appointments {"calendarId": "{e}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 201 {"id": "{fair:id}", "assignedUserId": "{absent}"}
  PUT /calendars/events/appointments/{two} {"appointmentStatus": "cancelled"}
  expect 200
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=1893992400000&endTime=1894078800000
  expect 200 {"events": [{"id": "{one}", "locationId": "{location}", "calendarId": "{c}",
      "contactId": "{ann}", "groupId": "{g}", "appointmentStatus": "confirmed",
      "appoinmentStatus": "confirmed", "assignedUserId": "{owner}", "users": [], "title": "Ann",
      "address": "", "startTime": "2030-01-07T09:00:00-05:00",
      "endTime": "2030-01-07T09:30:00-05:00", "dateAdded": "{instant}", "dateUpdated": "{instant}",
      "isRecurring": false, "assignedResources": [], "createdBy": {"source": "third_party"},
      "deleted": false}, {"id": "{two}", "appointmentStatus": "cancelled"}], "traceId": "{uuid}"}
  GET /calendars/events?locationId={location}&userId={owner}&startTime=0&endTime=9999999999999
  expect 200 {"events": [{"id": "{one}"}, {"id": "{two}"}]}
  GET /calendars/events?locationId={location}&groupId={g}&startTime=0&endTime=9999999999999
  expect 200 {"events": [{"id": "{one}"}, {"id": "{two}"}]}
  GET /calendars/events?locationId={location}&calendarId={e}&startTime=0&endTime=9999999999999
  expect 200 {"events": [{"id": "{fair}"}]}
  # the stretch ends where the first begins; then it begins where the first ends
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=0&endTime=1894024800000
  expect 200 {"events": []}
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=1894026600000&endTime=9999999999999
  expect 200 {"events": [{"id": "{two}"}]}
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=1894026599999&endTime=1894026600000
  expect 200 {"events": [{"id": "{one}"}]}
  GET /calendars/events?locationId={location}&startTime=0&endTime=9999999999999
  expect 400
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=0
  expect 400
  DELETE /calendars/events/{one}
  expect 200
  GET /calendars/events?locationId={location}&calendarId={c}&startTime=0&endTime=9999999999999
  expect 200 {"events": [{"id": "{two}"}]}
  DELETE /contacts/{ann}
  expect 200
  GET /calendars/events?locationId={location}&calendarId={e}&startTime=0&endTime=9999999999999
  expect 200 {"events": []}
client other
  GET /calendars/events?locationId={otherlocation}&calendarId={c}&startTime=0&endTime=9999999999999
  expect 200 {"events": []}

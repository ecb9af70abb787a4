story  a round robin takes turns, a collective takes everybody, a class fills its seats, a room is shared
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Either", "teamMembers": [
    {"userId": "{owner}", "priority": 0}, {"userId": "{bea}", "priority": 1}]}
  expect 200 {"calendar": {"id": "{r:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Both", "calendarType": "collective",
    "teamMembers": [{"userId": "{owner}"}, {"userId": "{bea}", "isPrimary": true}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Class", "calendarType": "class_booking",
    "teamMembers": [{"userId": "{owner}"}], "appoinmentPerSlot": 2}
  expect 200 {"calendar": {"id": "{k:id}"}}
  # priority first, then whoever is left, then nobody
  POST /calendars/events/appointments {"calendarId": "{r}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 201 {"assignedUserId": "{bea}"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 400 {"reasons": ["BOOKED"]}
  POST /calendars/events/appointments {"calendarId": "{r}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 201 {"assignedUserId": "{owner}"}
  POST /calendars/events/appointments {"calendarId": "{r}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 400
  POST /calendars/events/appointments {"calendarId": "{k}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00-05:00"}
  expect 400
  # both of them, the primary owns it
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00-05:00"}
  expect 201 {"id": "{both:id}", "assignedUserId": "{bea}", "users": ["{owner}"]}
  GET /calendars/events?locationId={location}&userId={owner}&startTime=1894028400000&endTime=1894032000000
  expect 200 {"events": [{"id": "{both}", "users": ["{owner}"]}]}
  # two seats in the same session
  POST /calendars/events/appointments {"calendarId": "{k}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00-05:00"}
  expect 201
  POST /calendars/events/appointments {"calendarId": "{k}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00-05:00"}
  expect 201 {"id": "{seat:id}"}
  POST /calendars/events/appointments {"calendarId": "{k}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00-05:00"}
  expect 400 {"reasons": ["NO SEATS"]}
  DELETE /calendars/events/{seat}
  expect 200
  POST /calendars/events/appointments {"calendarId": "{k}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00-05:00"}
  expect 201
  # one room for two calendars
  POST /calendars/ {"locationId": "{location}", "name": "S1", "calendarType": "service_booking",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{s1:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "S2", "calendarType": "service_booking",
    "teamMembers": [{"userId": "{bea}"}]}
  expect 200 {"calendar": {"id": "{s2:id}"}}
  POST /calendars/resources/rooms {"locationId": "{location}", "name": "Room", "capacity": 1,
    "calendarIds": ["{s1}", "{s2}"]}
  expect 201 {"id": "{room:id}"}
  POST /calendars/events/appointments {"calendarId": "{s1}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T09:00:00-05:00"}
  expect 201 {"assignedResources": ["{room}"]}
  POST /calendars/events/appointments {"calendarId": "{s2}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T09:00:00-05:00"}
  expect 400 {"reasons": ["RESOURCE"]}
  PUT /calendars/resources/rooms/{room} {"capacity": 2}
  expect 200
  POST /calendars/events/appointments {"calendarId": "{s2}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-08T09:00:00-05:00"}
  expect 201

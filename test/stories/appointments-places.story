story  an appointment is where it is said to be, else where the calendar says
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "appoinmentPerSlot": 50,
    "locationConfigurations": [{"kind": "physical", "location": "Main street"},
      {"kind": "outbound_call", "location": "+12025550199", "meetingId": "desk"},
      {"kind": "zoom_conference"}],
    "teamMembers": [{"userId": "{owner}"},
      {"userId": "{bea}", "locationConfigurations": [{"kind": "custom", "location": "Bea's room"}]}]}
  expect 200 {"calendar": {"id": "{c:id}",
    "locationConfigurations": [{"kind": "physical", "location": "Main street",
        "meetingId": "physical_0"}, {"kind": "outbound_call", "meetingId": "desk"},
      {"kind": "zoom_conference", "meetingId": "zoom_conference_2", "location": "{absent}"}],
    "teamMembers": [{"locationConfigurations": "{absent}"},
      {"locationConfigurations": [{"location": "Bea's room", "meetingId": "custom_0"}]}]}}
  # The first place of the member, else of the calendar.
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00", "assignedUserId": "{owner}"}
  expect 201 {"id": "{a:id}", "address": "Main street", "meetingLocationType": "address"}
  GET /calendars/events/appointments/{a}
  expect 200 {"appointment": {"address": "Main street", "meetingLocationType": "address",
    "meetingLocationId": "physical_0"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:00:00", "assignedUserId": "{bea}"}
  expect 201 {"id": "{b:id}", "address": "Bea's room", "meetingLocationType": "custom"}
  # By its id, by its type, and as it is said.
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "assignedUserId": "{bea}",
    "meetingLocationId": "desk"}
  expect 201 {"address": "+12025550199", "meetingLocationType": "phone"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "assignedUserId": "{bea}",
    "meetingLocationId": "default"}
  expect 201 {"address": "Bea's room"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:30:00", "meetingLocationType": "phone"}
  expect 201 {"address": "+12025550199", "meetingLocationType": "phone"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:30:00", "meetingLocationType": "gmeet"}
  expect 201 {"address": "", "meetingLocationType": "gmeet"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:30:00", "meetingLocationType": "phone",
    "overrideLocationConfig": true}
  expect 201 {"address": "", "meetingLocationType": "phone"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00", "address": "At your place"}
  expect 201 {"address": "At your place", "meetingLocationType": "custom"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00", "meetingLocationId": "moon_0"}
  expect 400 {"message": "meetingLocationId moon_0 is not a meeting location of this calendar"}
  # A change of whose it is changes where it is, unless that was said.
  PUT /calendars/events/appointments/{a} {"assignedUserId": "{bea}"}
  expect 200 {"address": "Bea's room", "meetingLocationType": "custom"}
  PUT /calendars/events/appointments/{a} {"title": "The same"}
  expect 200 {"address": "Bea's room"}
  PUT /calendars/events/appointments/{a} {"meetingLocationId": "physical_0"}
  expect 200 {"address": "Main street", "meetingLocationType": "address"}
  PUT /calendars/events/appointments/{a} {"meetingLocationId": "physical_9"}
  expect 400
  PUT /calendars/events/appointments/{a} {"address": "Park", "assignedUserId": "{owner}"}
  expect 200 {"address": "Park", "meetingLocationType": "custom"}
  PUT /calendars/events/appointments/{a} {"assignedUserId": "{bea}"}
  expect 200 {"address": "Park"}
  # To another calendar.
  POST /calendars/ {"locationId": "{location}", "name": "Other", "calendarType": "personal",
    "meetingLocation": "Old town", "teamMembers": [{"userId": "{bea}", "meetingLocationType": "zoom",
      "meetingLocation": "https://zoom.example/bea"}]}
  expect 200 {"calendar": {"id": "{o:id}"}}
  PUT /calendars/events/appointments/{b} {"calendarId": "{o}", "startTime": "2030-01-08T09:00:00"}
  expect 200 {"address": "https://zoom.example/bea", "meetingLocationType": "zoom"}
  # A calendar that is gone can still be left.
  DELETE /calendars/{o}
  expect 200
  PUT /calendars/events/appointments/{b} {"address": "Cafe"}
  expect 200 {"address": "Cafe"}
  PUT /calendars/events/appointments/{b} {"calendarId": "{c}", "startTime": "2030-01-08T10:00:00"}
  expect 200 {"address": "Cafe"}

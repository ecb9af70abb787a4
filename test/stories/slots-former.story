story  appointments of who has left the team count for the day, and keep nobody else away
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "slotDuration": 60, "slotInterval": 60,
    "openHours": [{"daysOfTheWeek": [1], "hours": [{"openHour": 10, "openMinute": 0,
      "closeHour": 12, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00-05:00"}
  expect 201 {"assignedUserId": "{owner}"}
  PUT /calendars/{c} {"teamMembers": [{"userId": "{bea}"}]}
  expect 200
  # Monday 2030-01-07 00:00 New York, for a day
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T10:00:00-05:00", "2030-01-07T11:00:00-05:00"]}}
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1894078800000&count=1
  expect 200 {"suggestions": [{"startTime": "2030-01-07T10:00:00-05:00", "appointments": 1,
    "assignedUserId": "{bea}"}]}
  PUT /calendars/{c} {"appoinmentPerDay": 2}
  expect 200
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00-05:00"}
  expect 201 {"assignedUserId": "{bea}"}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T11:00:00-05:00"}
  expect 400 {"reasons": ["DAYLIMIT"]}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": "{absent}"}

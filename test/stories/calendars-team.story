story  a calendar that contradicts itself is refused, and nothing of it is kept
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
  POST /users/ {"companyId": "{company}", "firstName": "Far", "lastName": "F",
    "email": "far@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{otherlocation}"]}
  expect 201 {"id": "{far:id}"}
client
  POST /calendars/ {"locationId": "{location}", "name": "P", "calendarType": "personal"}
  expect 400 {"message": "A personal calendar must have exactly one team member"}
  POST /calendars/ {"locationId": "{location}", "name": "P", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}, {"userId": "{bea}"}]}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "R", "calendarType": "round_robin",
    "teamMembers": []}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "C", "calendarType": "collective",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "C", "calendarType": "collective",
    "teamMembers": [{"userId": "{owner}", "isPrimary": true}, {"userId": "{bea}",
    "isPrimary": true}]}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "R",
    "teamMembers": [{"userId": "{owner}"}, {"userId": "{owner}"}]}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "R",
    "teamMembers": [{"userId": "{far}"}]}
  expect 422 {"message": ["teamMembers.0.userId must be the id of a user of this location"]}
  POST /calendars/ {"locationId": "{location}", "name": "R",
    "teamMembers": [{"userId": "{owner}", "priority": 0.7}]}
  expect 422
  POST /calendars/ {"locationId": "{location}", "name": "S", "slotDuration": 0}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "S", "slotDuration": 0.4}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "S", "slotInterval": 25,
    "slotIntervalUnit": "hours"}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "S", "preBuffer": -1}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "S", "slotDuration": "30"}
  expect 422 {"message": ["slotDuration must be a number conforming to the specified constraints"]}
  POST /calendars/ {"locationId": "{location}", "name": "S", "slotDurationUnit": "days"}
  expect 422
  POST /calendars/ {"locationId": "{location}", "name": "H",
    "openHours": [{"daysOfTheWeek": [1], "hours": [{"openHour": 12, "openMinute": 0,
      "closeHour": 9, "closeMinute": 0}]}]}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "H",
    "openHours": [{"daysOfTheWeek": [7], "hours": []}]}
  expect 422
  POST /calendars/ {"locationId": "{location}", "name": "H",
    "availabilities": [{"date": "2030-13-01", "hours": []}]}
  expect 422 {"message": ["availabilities.0.date must be a valid date"]}
  POST /calendars/ {"locationId": "{location}", "name": "X", "enableRecurring": true,
    "recurring": {"freq": "WEEKLY", "count": 25}}
  expect 422
  POST /calendars/ {"locationId": "{location}", "name": "X", "enableRecurring": true,
    "recurring": {"freq": "WEEKLY", "count": 4},
    "teamMembers": [{"userId": "{owner}"}, {"userId": "{bea}"}]}
  expect 400
  POST /calendars/ {"locationId": "{location}", "name": "X", "calendarType": "magic"}
  expect 422
  POST /calendars/ {"locationId": "{location}", "name": "X", "groupId": "nogroup"}
  expect 422 {"message": ["groupId must be the id of a calendar group of this location"]}
  POST /calendars/ {"locationId": "{location}", "name": "X", "colour": "red"}
  expect 422 {"message": ["property colour should not exist"]}
  GET /calendars/?locationId={location}
  expect 200 {"calendars": []}
  POST /calendars/ {"locationId": "{location}", "name": "C", "calendarType": "collective",
    "teamMembers": [{"userId": "{owner}"}, {"userId": "{bea}"}]}
  expect 200 {"calendar": {"id": "{c:id}", "teamMembers": [
    {"userId": "{owner}", "priority": 0.5, "isPrimary": true},
    {"userId": "{bea}", "priority": 0.5, "isPrimary": "{absent}"}]}}
  PUT /calendars/{c} {"teamMembers": [{"userId": "{bea}"}]}
  expect 400
  PUT /calendars/{c} {"calendarType": "personal"}
  expect 422 {"message": ["property calendarType should not exist"]}
  PUT /calendars/{c} {"locationId": "{location}"}
  expect 422
  GET /calendars/{c}
  expect 200 {"calendar": {"teamMembers": [{"userId": "{owner}"}, {"userId": "{bea}"}]}}

story  schedules of a user are made, applied to calendars, changed and deleted
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "B",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /calendars/ {"locationId": "{location}", "name": "T", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/schedules {"locationId": "{location}", "name": "Office", "userId": "{owner}",
    "timezone": "America/Argentina/Buenos_Aires", "calendarIds": ["{c}"],
    "rules": [{"type": "wday", "day": "monday", "intervals": [{"from": "09:00", "to": "17:00"}]},
      {"type": "date", "date": "2030-01-01", "intervals": []}]}
  expect 201 {"schedule": {"id": "{s:id}", "name": "Office", "locationId": "{location}",
    "userId": "{owner}", "timezone": "America/Argentina/Buenos_Aires", "calendarIds": ["{c}"],
    "rules": [{"type": "wday", "day": "monday", "intervals": [{"from": "09:00", "to": "17:00"}]},
      {"type": "date", "date": "2030-01-01", "intervals": []}],
    "deleted": false, "dateAdded": "{instant}"}, "traceId": "{uuid}"}
  GET /calendars/schedules/search?locationId={location}&userId={owner}
  expect 200 {"schedules": [{"id": "{s}"}]}
  GET /calendars/schedules/search?locationId={location}&userId={bea}
  expect 200 {"schedules": []}
  GET /calendars/schedules/search?locationId={location}&userId={owner}&calendarId={c}
  expect 200 {"schedules": [{"id": "{s}"}]}
  DELETE /calendars/schedules/{s}
  expect 400 {"statusCode": 400}
  POST /calendars/schedules {"locationId": "{location}", "name": "Second", "userId": "{owner}",
    "timezone": "UTC"}
  expect 201 {"schedule": {"id": "{two:id}", "rules": [], "calendarIds": []}}
  PUT /calendars/schedules/{two}/associations/{c}
  expect 200 {"success": true}
  GET /calendars/schedules/{s}
  expect 200 {"schedule": {"calendarIds": []}}
  GET /calendars/schedules/{two}
  expect 200 {"schedule": {"calendarIds": ["{c}"]}}
  PUT /calendars/schedules/{two} {"name": "New", "timezone": "Europe/Berlin"}
  expect 200 {"schedule": {"name": "New", "timezone": "Europe/Berlin", "rules": []}}
  PUT /calendars/schedules/{two} {"rules": [{"type": "wday", "day": "monday", "intervals": [
    {"from": "09:00", "to": "12:00"}, {"from": "14:00", "to": "13:00"}]}]}
  expect 422 {"statusCode": 422, "message": ["rules.0.intervals.1.to must be after from"],
    "error": "Unprocessable Entity"}
  PUT /calendars/schedules/{two} {"rules": [{"type": "wday", "intervals": []}]}
  expect 422
  PUT /calendars/schedules/{two} {"timezone": "Mars/Base"}
  expect 400 {"message": "Invalid timezone: Mars/Base"}
  POST /calendars/schedules {"locationId": "{location}", "name": "B", "userId": "{bea}",
    "timezone": "UTC", "calendarIds": ["{c}"]}
  expect 400 {"message": "User {bea} is not a team member of this calendar"}
  DELETE /calendars/schedules/{two}/associations/{c}
  expect 200 {"success": true}
  DELETE /calendars/schedules/{two}/associations/{c}
  expect 404
  PUT /calendars/schedules/{two}/associations/nosuch
  expect 404
  PUT /calendars/schedules/nosuch/associations/{c}
  expect 404
  DELETE /calendars/schedules/{two}
  expect 200 {"success": true}
  GET /calendars/schedules/{two}
  expect 404
  GET /calendars/schedules/search?locationId={location}&userId={owner}
  expect 200 {"schedules": [{"id": "{s}"}]}
client other
  GET /calendars/schedules/{s}
  expect 404
  DELETE /calendars/schedules/{s}
  expect 404

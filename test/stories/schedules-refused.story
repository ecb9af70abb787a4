story  schedules, calendars and lists with bad input are refused in words, and nothing is kept
client
  POST /calendars/ {"locationId": "{location}", "name": "T", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/schedules {"locationId": "{location}", "name": "S", "userId": "nobody",
    "timezone": "UTC"}
  expect 422 {"message": ["userId must be the id of a user of this location"]}
  POST /calendars/schedules {"locationId": "{location}", "name": "S", "userId": "{owner}",
    "timezone": "+02:00"}
  expect 400 {"message": "Invalid timezone: +02:00"}
  POST /calendars/schedules {"locationId": "{location}", "name": "S", "userId": "{owner}",
    "timezone": "UTC", "calendarIds": ["none"]}
  expect 404 {"message": "Calendar not found (none)"}
  POST /calendars/schedules {"locationId": "{location}", "name": "S", "userId": "{owner}",
    "timezone": "UTC", "rules": [{"type": "wday", "day": "monday",
      "intervals": [{"from": "17:00", "to": "09:00"}]}]}
  expect 422 {"statusCode": 422, "message": ["rules.0.intervals.0.to must be after from"],
    "error": "Unprocessable Entity"}
  POST /calendars/schedules {"locationId": "{location}", "name": "S", "userId": "{owner}",
    "timezone": "UTC", "rules": [{"type": "date", "date": "2030-02-30", "intervals": []}]}
  expect 422 {"message": ["rules.0.date must be YYYY-MM-DD"]}
  # A rule speaks of a weekday or of a date.
  POST /calendars/schedules {"locationId": "{location}", "name": "S", "userId": "{owner}",
    "timezone": "UTC", "rules": [{"type": "wday", "day": "monday", "date": "2030-01-07",
      "intervals": []}]}
  expect 422 {"message": ["rules.0.date must not be sent for type wday"]}
  POST /calendars/schedules {"locationId": "{location}", "name": "S", "userId": "{owner}",
    "timezone": "UTC", "rules": [{"type": "date", "date": "2030-01-07", "day": "monday",
      "intervals": []}]}
  expect 422 {"message": ["rules.0.day must not be sent for type date"]}
  GET /calendars/schedules/search?locationId={location}
  expect 200 {"schedules": []}

  # A calendar that would repeat without knowing how often.
  PUT /calendars/{c} {"name": "Again", "enableRecurring": true}
  expect 400 {"message": "enableRecurring needs recurring: how often, and how many times"}
  PUT /calendars/{c} {"name": "Again", "enableRecurring": true, "recurring": {"freq": "DAILY",
    "count": 3}, "availabilities": [{"date": "2030-01-07T00:00:00.000Z", "hours": []}]}
  expect 400 {"message": "Recurring bookings are not possible with availabilities"}
  PUT /calendars/{c} {"name": "Again", "openHours": [{"daysOfTheWeek": [1], "hours": [
    {"openHour": 17, "openMinute": 0, "closeHour": 9, "closeMinute": 0}]}]}
  expect 400 {"message": "Hours must close after they open: 09:00 is not after 17:00"}
  PUT /calendars/{c} {"name": "Again", "teamMembers": [{"userId": "nobody"}]}
  expect 422
  GET /calendars/{c}
  expect 200 {"calendar": {"name": "T", "enableRecurring": false, "availabilities": [],
    "openHours": {}, "teamMembers": [{"userId": "{owner}"}]}}

  # Rooms and equipment.
  POST /calendars/resources/rooms {"locationId": "{location}", "name": "R", "capacity": 1,
    "calendarIds": ["none"]}
  expect 404 {"message": "Calendar not found (none)"}
  POST /calendars/resources/equipments {"locationId": "{location}", "name": "E", "quantity": 1,
    "calendarIds": ["{c}", "{c}"]}
  expect 400 {"message": "One equipment can only be mapped with one service calendar"}
  GET /calendars/resources/rooms?locationId={location}
  expect 200 []
  GET /calendars/resources/equipments?locationId={location}
  expect 200 []

  # Questions.
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000&userIds={owner},none
  expect 400 {"message": "User none is not a team member of this calendar"}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000&timezone=UTC%2B3
  expect 400 {"message": "Invalid timezone: UTC+3"}
  GET /calendars/{c}/free-slots/suggested?startDate=1894078800000&endDate=1893992400000
  expect 400 {"message": "endDate must not be before startDate"}
  GET /calendars/{c}/free-slots/why?startTime=2030-03-10T02:30:00
  expect 400 {"message": "startTime does not exist in America/New_York"}
  GET /calendars/{c}/free-slots/why?startTime=soon
  expect 400 {"message": "soon is not a time"}
  GET /calendars/events?locationId={location}&startTime=0&endTime=1
  expect 400 {"message": "Either userId, calendarId or groupId is required"}
  GET /calendars/blocked-slots?locationId={location}&userId={owner}
  expect 400
client scoped calendars.readonly calendars/events.readonly
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "x", "startTime": "2030-01-07T09:00:00"}
  expect 401 {"message": "The token is not authorized for this scope."}
  PUT /calendars/{c} {"name": "Again"}
  expect 401 {"message": "The token is not authorized for this scope."}

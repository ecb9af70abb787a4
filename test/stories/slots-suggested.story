story  suggested slots: few appointments on the day, the preferred part of it, soon; the same every time
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}], "slotDuration": 60, "slotInterval": 60,
    "openHours": [{"daysOfTheWeek": [1, 2], "hours": [{"openHour": 10, "openMinute": 0,
      "closeHour": 14, "closeMinute": 0}]}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  # Monday 2030-01-07 00:00 New York, for two days; two days are empty, so the soonest is best, and
  # the next one is rather of the other day
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1894165200000
  expect 200 {"suggestions": [
    {"startTime": "2030-01-07T10:00:00-05:00", "endTime": "2030-01-07T11:00:00-05:00",
     "assignedUserId": "{owner}", "partOfDay": "morning", "appointments": 0, "daysLater": 0,
     "score": 958, "points": {"load": 400, "partOfDay": 400, "closeness": 158},
     "reason": "no appointments on that day yet (400 of 400 points); in the morning (400 of 400); on the first day (158 of 200)"},
    {"startTime": "2030-01-08T10:00:00-05:00", "appointments": 0, "daysLater": 1},
    {"startTime": "2030-01-07T11:00:00-05:00", "points": {"load": 200}}]}
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1894165200000&prefer=afternoon&count=2
  expect 200 {"suggestions": [
    {"startTime": "2030-01-07T12:00:00-05:00", "partOfDay": "afternoon",
     "points": {"partOfDay": 400}},
    {"startTime": "2030-01-08T12:00:00-05:00"}]}
  # a day that is fuller comes later
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T10:00:00-05:00"}
  expect 201
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1894165200000&count=2&userId={owner}&timezone=America/New_York
  expect 200 {"suggestions": [
    {"startTime": "2030-01-08T10:00:00-05:00", "appointments": 0},
    {"startTime": "2030-01-07T11:00:00-05:00", "appointments": 1, "points": {"load": 200},
     "reason": "1 appointment on that day (200 of 400 points); in the morning (400 of 400); on the first day (154 of 200)"}]}
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1893992400000
  expect 200 {"suggestions": []}
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1894165200000&prefer=noon
  expect 422
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1894165200000&count=21
  expect 422
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000
  expect 400
  GET /calendars/{c}/free-slots/suggested?startDate=1893992400000&endDate=1894165200000&timezone=Mars/Base
  expect 400
  GET /calendars/zzzzzzzzzzzzzzzzzzzz/free-slots/suggested?startDate=1893992400000&endDate=1894165200000
  expect 404

story  a schedule that is applied to a calendar stands for its hours, in its own zone
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/schedules {"locationId": "{location}", "name": "Berlin", "userId": "{owner}",
    "timezone": "Europe/Berlin", "calendarIds": ["{c}"], "rules": [{"type": "wday",
      "day": "monday", "intervals": [{"from": "15:00", "to": "16:00"}]}]}
  expect 201 {"schedule": {"id": "{s:id}"}}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894165200000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T09:00:00-05:00", "2030-01-07T09:30:00-05:00"]},
    "2030-01-08": "{absent}"}
  PUT /calendars/schedules/{s} {"rules": [{"type": "date", "date": "2030-01-08",
    "intervals": [{"from": "15:00", "to": "15:30"}]}]}
  expect 200
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894165200000
  expect 200 {"2030-01-07": "{absent}", "2030-01-08": {"slots": ["2030-01-08T09:00:00-05:00"]}}
  DELETE /calendars/schedules/{s}/associations/{c}
  expect 200
  # the hours of a calendar that never heard of any: Monday to Friday, 08:00 to 17:00
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894028400000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T08:00:00-05:00", "{more}"]}}

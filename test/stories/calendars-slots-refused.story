story  what cannot be asked of free slots is refused with its reason
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  GET /calendars/{c}/free-slots?endDate=1894078800000
  expect 400 {"message": "startDate must be a number conforming to the specified constraints"}
  GET /calendars/{c}/free-slots?startDate=1894078800000&endDate=soon
  expect 400
  GET /calendars/{c}/free-slots?startDate=1894078800000&endDate=1894078799999
  expect 400 {"message": "endDate must not be before startDate"}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1896677999999
  expect 200
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1896681600000
  expect 400 {"message": "Date range cannot be more than 31 days"}
  GET /calendars/{c}/free-slots?startDate=0&endDate=9999999999999999999
  expect 400
  GET /calendars/{c}/free-slots?startDate=0&endDate=9223372036854775807
  expect 400
  GET /calendars/{c}/free-slots?startDate=-5&endDate=9
  expect 400
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000&timezone=Mars
  expect 400 {"message": "Invalid timezone: Mars"}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000&timezone=../passwd
  expect 400
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000&userId=nobody
  expect 400 {"message": "User nobody is not a team member of this calendar"}
  GET /calendars/nosuch/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 404
  PUT /calendars/{c} {"isActive": false}
  expect 200
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": "{absent}"}
client other
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 403

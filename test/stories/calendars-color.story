story  the colour of a calendar is a colour
client
  POST /calendars/ {"locationId": "{location}", "name": "A", "calendarType": "personal", "eventColor": "red",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 422 {"message": ["eventColor must be a color like #039BE5"]}
  POST /calendars/ {"locationId": "{location}", "name": "A", "calendarType": "personal", "eventColor": "#f00",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{a:id}", "eventColor": "#f00"}}
  PUT /calendars/{a} {"eventColor": "#12345g"}
  expect 422 {"message": ["eventColor must be a color like #039BE5"]}
  PUT /calendars/{a} {"eventColor": "#AbCdEf"}
  expect 200 {"calendar": {"eventColor": "#AbCdEf"}}

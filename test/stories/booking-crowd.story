story   from one address ten are booked in an hour and no more, and two locations with the same slug are kept apart
client
  POST /calendars/ {"locationId": "{location}", "name": "First", "slug": "talk", "isActive": true, "slotDuration": 30, "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{first:id}"}}
client other
  POST /calendars/ {"locationId": "{otherlocation}", "name": "Second", "slug": "talk", "isActive": true, "slotDuration": 30, "calendarType": "event"}
  expect 200 {"calendar": {"id": "{second:id}"}}
client nobody
  GET /booking/talk
  expect 200 {"page": {"title": "First"}}
  GET /booking/{second}
  expect 200 {"page": {"title": "Second"}}
  POST /booking/{second}/appointments {"startTime": "2030-01-07T14:00:00Z", "firstName": "A", "email": "a@example.com"}
  expect 201
  POST /booking/talk/appointments {"startTime": "2030-01-08T14:00:00Z", "firstName": "B", "email": "a@example.com"}
  expect 201
  POST /booking/talk/appointments {"startTime": "2030-01-08T14:30:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T15:00:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T15:30:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T16:00:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T16:30:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T17:00:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T17:30:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T18:00:00Z", "firstName": "B", "email": "b@example.com"}
  POST /booking/talk/appointments {"startTime": "2030-01-08T18:30:00Z", "firstName": "B", "email": "b@example.com"}
  expect 429 {"message": "Ten times were booked from here within an hour: please wait a while, or call."}
  clock +61 minutes
  POST /booking/talk/appointments {"startTime": "2030-01-08T18:30:00Z", "firstName": "B", "email": "b@example.com"}
  expect 201
client
  # the one in the other location is not here
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10}
  expect 200 {"total": 2}

story  a feed has a private address, which is renewed and revoked
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  GET /calendars/{c}/feed
  expect 200 {"feed": {"exists": false, "dateAdded": "{absent}"}}
  DELETE /calendars/{c}/feed
  expect 404
  POST /calendars/{c}/feed
  expect 201 {"feed": {"path": "{first:text}", "dateAdded": "{instant}"}}
  GET /calendars/{c}/feed
  expect 200 {"feed": {"exists": true, "dateAdded": "{instant}", "path": "{absent}"}}
client nobody
  GET {first}
  expect 200
  expect header Content-Type text/calendar; charset=utf-8
  HEAD {first}
  expect 200
client
  POST /calendars/{c}/feed
  expect 201 {"feed": {"path": "{second:text}"}}
client nobody
  GET {first}
  expect 404
  GET {second}
  expect 200
  GET /feeds/none.ics
  expect 404
  GET /feeds/none
  expect 404
client other
  GET /calendars/{c}/feed
  expect 404
  POST /calendars/{c}/feed
  expect 404
  DELETE /calendars/{c}/feed
  expect 404
client
  DELETE /calendars/{c}/feed
  expect 200 {"success": true}
client nobody
  GET {second}
  expect 404
client
  # of a user
  GET /calendars/feeds/users/{owner}
  expect 200 {"feed": {"exists": false}}
  POST /calendars/feeds/users/{owner}
  expect 201 {"feed": {"path": "{mine:text}"}}
  GET {mine}
  expect 200
  expect header Content-Type text/calendar; charset=utf-8
  DELETE /calendars/feeds/users/{owner}
  expect 200 {"success": true}
  GET {mine}
  expect 404
  POST /calendars/feeds/users/zzzzzzzzzzzzzzzzzzzz
  expect 404
  # of a user who has left
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Bea", "lastName": "Both",
    "email": "bea@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}", "{otherlocation}"]}
  expect 201 {"id": "{bea:id}"}
client
  POST /calendars/feeds/users/{bea}
  expect 201 {"feed": {"path": "{hers:text}"}}
  GET {hers}
  expect 200
client agency
  PUT /users/{bea} {"locationIds": ["{otherlocation}"]}
  expect 200
client
  GET {hers}
  expect 404
  # a calendar that is gone has no feed any more
  POST /calendars/{c}/feed
  expect 201 {"feed": {"path": "{third:text}"}}
  DELETE /calendars/{c}
  expect 200
  GET {third}
  expect 404

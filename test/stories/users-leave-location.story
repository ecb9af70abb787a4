story   who leaves a location leaves what hung on him there, in parts where it is much, and nothing of another
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Sam", "lastName": "Two", "email": "sam@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}", "{otherlocation}"]}
  expect 201 {"id": "{sam:id}"}
  POST /users/ {"companyId": "{company}", "firstName": "Una", "lastName": "All", "email": "una@example.com", "password": "long enough", "type": "agency", "role": "user", "locationIds": []}
  expect 201 {"id": "{una:id}"}
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Far", "assignedTo": "{sam}"}
  expect 201 {"contact": {"id": "{far:id}"}}
  POST /contacts/{far}/followers {"followers": ["{una}"]}
  expect 201
client
  POST /contacts/ {"locationId": "{location}", "firstName": "First", "assignedTo": "{sam}"}
  expect 201 {"contact": {"id": "{first:id}"}}
  POST /contacts/{first}/followers {"followers": ["{una}"]}
  expect 201
  repeat 60 POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "assignedTo": "{sam}"}
  expect 201
  clock +1 minutes
  repeat 60 POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "assignedTo": "{sam}"}
  expect 201 {"contact": {"id": "{last:id}"}}
  clock +1 minutes
  POST /calendars/ {"locationId": "{location}", "name": "Turns", "calendarType": "round_robin", "teamMembers": [{"userId": "{sam}"}, {"userId": "{una}"}, {"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{turns:id}"}}
  GET /events?types=ContactUpdate&limit=1000
  expect 200 {"next": "{before:text}"}
client agency
  PUT /users/{sam} {"locationIds": ["{otherlocation}"]}
  expect 200 {"roles": {"locationIds": ["{otherlocation}"]}}
client
  GET /calendars/{turns}
  expect 200 {"calendar": {"teamMembers": [{"userId": "{una}"}, {"userId": "{owner}"}]}}
  restart
  POST /contacts/search {"locationId": "{location}", "pageLimit": 1, "filters": [{"field": "assignedTo", "operator": "eq", "value": "{sam}"}]}
  soon 200 {"total": 0}
  GET /contacts/{first}
  expect 200 {"contact": {"assignedTo": "{absent}", "followers": ["{una}"]}}
  # all 121 have said so, once
  GET /events?types=ContactUpdate&since={before}&limit=120
  expect 200 {"next": "{most:text}"}
  GET /events?types=ContactUpdate&since={most}
  expect 200 {"events": [{"payload": {"firstName": "Ann"}}]}
client other
  GET /contacts/{far}
  expect 200 {"contact": {"assignedTo": "{sam}", "followers": ["{una}"]}}
  # asked by a location, he leaves this one, which is his last
  DELETE /users/{sam}
  expect 200
  GET /contacts/{far}
  expect 200 {"contact": {"assignedTo": "{absent}"}}
client agency
  # who is of the agency is of all locations, and leaves all
  DELETE /users/{una}
  expect 200
client other
  GET /contacts/{far}
  expect 200 {"contact": {"followers": []}}
client
  GET /contacts/{first}
  expect 200 {"contact": {"followers": []}}
  GET /calendars/{turns}
  expect 200 {"calendar": {"teamMembers": [{"userId": "{owner}"}]}}

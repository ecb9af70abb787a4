story  a location's token reaches its own users and gives nobody more than its own location
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Both", "lastName": "Two",
    "email": "both@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}", "{otherlocation}"]}
  expect 201 {"id": "{both:id}"}
  POST /users/ {"companyId": "{company}", "firstName": "Far", "lastName": "Away",
    "email": "far@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{otherlocation}"]}
  expect 201 {"id": "{far:id}"}
client
  POST /users/ {"companyId": "{company}", "firstName": "New", "lastName": "One",
    "email": "new@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{new:id}"}
  POST /users/ {"companyId": "{company}", "firstName": "Bad", "lastName": "One",
    "email": "bad@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}", "{otherlocation}"]}
  expect 403
  POST /users/ {"companyId": "{company}", "firstName": "Bad", "lastName": "One",
    "email": "bad@example.com", "password": "correct horse", "type": "agency", "role": "admin",
    "locationIds": ["{location}"]}
  expect 403
  GET /users/{far}
  expect 400
  PUT /users/{far} {"firstName": "Near"}
  expect 400
  DELETE /users/{far}
  expect 400
  GET /users/{both}
  expect 200 {"id": "{both}"}
  PUT /users/{both} {"firstName": "Bo"}
  expect 403
  PUT /users/{both} {"firstName": "Both"}
  expect 200 {"firstName": "Both"}
  PUT /users/{both} {"password": "battery staple"}
  expect 403
  PUT /users/{both} {"locationIds": ["{location}"]}
  expect 403
  PUT /users/{new} {"type": "agency"}
  expect 403
  PUT /users/{new} {"password": "battery staple"}
  expect 200
  GET /users/?locationId={otherlocation}
  expect 403
  DELETE /users/{both}
  expect 200 {"succeded": true}
  GET /users/{both}
  expect 400
client agency
  GET /users/{both}
  expect 200 {"roles": {"locationIds": ["{otherlocation}"]}}
  PUT /users/{both} {"locationIds": []}
  expect 200 {"roles": {"locationIds": []}}
client other
  GET /users/{both}
  expect 400

story  an upsert that names two contacts changes the first and leaves the other value alone
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "phone": "+12025550102"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/upsert {"locationId": "{location}", "email": "ann@example.com",
    "phone": "+12025550102", "city": "Boston"}
  expect 200 {"new": false, "contact": {"id": "{ann}", "city": "Boston", "phone": "{absent}"}}
  GET /contacts/{ben}
  expect 200 {"contact": {"phone": "+12025550102", "city": "{absent}"}}
client agency
  PUT /locations/{location} {"companyId": "{company}",
    "settings": {"contactUniqueIdentifiers": ["phone", "email"]}}
  expect 200
client
  POST /contacts/upsert {"locationId": "{location}", "email": "ann@example.com",
    "phone": "+12025550102", "state": "MA"}
  expect 200 {"new": false, "contact": {"id": "{ben}", "state": "MA", "email": "{absent}"}}

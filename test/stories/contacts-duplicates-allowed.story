story  a location that allows duplicates takes them, and finds the first by e-mail, then by phone
client agency
  PUT /locations/{location} {"companyId": "{company}", "settings": {"allowDuplicateContact": true}}
  expect 200
client
  POST /contacts/ {"locationId": "{location}", "firstName": "One", "email": "a@example.com",
    "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{one:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Two", "email": "a@example.com"}
  expect 201 {"contact": {"id": "{two:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Three", "phone": "+12025550103"}
  expect 201 {"contact": {"id": "{three:id}"}}
  GET /contacts/search/duplicate?locationId={location}&email=A@example.com&number=%2B12025550103
  expect 200 {"contact": {"id": "{one}"}, "matchingField": "contactId"}
  GET /contacts/search/duplicate?locationId={location}&email=x@example.com&number=%2B12025550103
  expect 200 {"contact": {"id": "{three}"}}
  POST /contacts/upsert {"locationId": "{location}", "email": "a@example.com", "firstName": "Uno"}
  expect 200 {"new": false, "contact": {"id": "{one}", "firstName": "Uno"}}
  POST /contacts/upsert {"locationId": "{location}", "email": "a@example.com",
    "createNewIfDuplicateAllowed": true}
  expect 201 {"new": true, "contact": {"id": "{four:id}"}}

story  an upsert makes the contact once, and from then on changes it
client
  POST /contacts/upsert {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com",
    "gender": "female", "tags": ["One"]}
  expect 201 {"new": true, "succeded": true, "succeeded": true,
    "contact": {"id": "{ann:id}", "firstName": "Ann", "tags": ["one"]}, "traceId": "{uuid}"}
  expect header Groundlevel-Not-Kept gender
  POST /contacts/upsert/ {"locationId": "{location}", "email": "Ann@example.com", "lastName": "Lee",
    "phone": "", "gender": "female", "tags": ["two"]}
  expect 200 {"new": false, "succeded": true, "succeeded": true,
    "contact": {"id": "{ann}", "firstName": "Ann", "lastName": "Lee", "tags": ["two"],
      "email": "Ann@example.com", "followers": [], "gender": "{absent}"}}
  POST /contacts/upsert {"locationId": "{location}", "firstName": "Nobody"}
  expect 201 {"new": true, "contact": {"id": "{id}"}}
  POST /contacts/upsert {"locationId": "{location}", "email": "ann@example.com",
    "createNewIfDuplicateAllowed": true}
  expect 200 {"new": false, "contact": {"id": "{ann}"}}

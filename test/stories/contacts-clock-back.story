story  what is changed after the clock went back is changed later all the same
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}", "dateAdded": "{added:instant}"}}
  clock -5 hours
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 200
  GET /contacts/?locationId={location}&updatedAfter={added}
  expect 200 {"contacts": [{"id": "{ann}"}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"dateUpdated": "{first:instant}"}}
  POST /contacts/{ann}/tags {"tags": ["one"]}
  expect 201
  GET /contacts/?locationId={location}&updatedAfter={first}
  expect 200 {"contacts": [{"id": "{ann}"}]}
  expect header Groundlevel-As-Of

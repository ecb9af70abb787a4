story  a list can be asked for names, addresses and numbers
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee",
    "email": "first@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "companyName": "Lee & Sons",
    "email": "second@example.org"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  GET /contacts/?locationId={location}&query=ANN%20lee
  expect 200 {"contacts": [{"id": "{ann}"}], "meta": {"total": 1}}
  GET /contacts/?locationId={location}&query=lee
  expect 200 {"contacts": [{"id": "{ben}"}, {"id": "{ann}"}], "meta": {"total": 2}}
  GET /contacts/?locationId={location}&query=example.org
  expect 200 {"contacts": [{"id": "{ben}"}]}
  GET /contacts/?locationId={location}&query=202-555-0101
  expect 200 {"contacts": [{"id": "{ann}"}]}
  GET /contacts/?locationId={location}&query=be
  expect 200 {"contacts": [{"id": "{ben}"}], "meta": {"total": 1}}
  GET /contacts/?locationId={location}&query=zzzz
  expect 200 {"contacts": [], "meta": {"total": 0, "nextPageUrl": null}}
  GET /contacts/?locationId={location}&query=lee&limit=1
  expect 200 {"contacts": [{"id": "{ben}"}], "meta": {"nextPageUrl": "{next:text}"}}
  GET {next}
  expect 200 {"contacts": [{"id": "{ann}"}], "meta": {"nextPageUrl": null}}
  PUT /contacts/{ann} {"lastName": "Moss"}
  expect 200
  GET /contacts/?locationId={location}&query=moss
  expect 200 {"contacts": [{"id": "{ann}"}]}
  GET /contacts/?locationId={location}&query=ann%20lee
  expect 200 {"contacts": []}

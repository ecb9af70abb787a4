story  with updatedAfter come those changed since, the oldest change first
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  clock +1 minutes
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}", "dateUpdated": "{mark:instant}"}}
  clock +1 minutes
  POST /contacts/ {"locationId": "{location}", "firstName": "Cleo"}
  expect 201 {"contact": {"id": "{cleo:id}"}}
  clock +1 minutes
  PUT /contacts/{ann} {"city": "Boston"}
  expect 200
  GET /contacts/?locationId={location}&updatedAfter={mark}&limit=2
  expect 200 {"contacts": [{"id": "{ben}"}, {"id": "{cleo}"}], "meta": {"nextPageUrl": "{next:text}"}}
  GET {next}
  expect 200 {"contacts": [{"id": "{ann}"}], "meta": {"nextPageUrl": null}}

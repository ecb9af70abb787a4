story   the contacts of a deleted business stay, without it
client
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /associations/relations {"locationId": "{location}", "associationId": "BUSINESSES_CONTACTS_ASSOCIATION",
    "firstRecordId": "{acme}", "secondRecordId": "{ann}"}
  expect 201
  DELETE /businesses/{acme}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "businessId": "{absent}"}}
  GET /associations/relations/{ann}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}

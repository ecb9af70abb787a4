story   the contacts of a deleted business stay, without it
client
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /associations/relations {"locationId": "{location}", "associationId": "BUSINESSES_CONTACTS_ASSOCIATION",
    "firstRecordId": "{acme}", "secondRecordId": "{ann}"}
  expect 201
  # who belongs to another stays there
  POST /businesses/ {"locationId": "{location}", "name": "Other"}
  expect 201 {"buiseness": {"id": "{other:hex}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /contacts/bulk/business {"locationId": "{location}", "ids": ["{bob}"], "businessId": "{other}"}
  expect 200
  DELETE /businesses/{acme}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "businessId": "{absent}"}}
  GET /associations/relations/{ann}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}
  GET /contacts/{bob}
  expect 200 {"contact": {"businessId": "{other}"}}

story   the business of a contact is a relation too
client
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /associations/relations {"locationId": "{location}", "associationId": "BUSINESSES_CONTACTS_ASSOCIATION",
    "firstRecordId": "{acme}", "secondRecordId": "{ann}"}
  expect 201 {"id": "{ann}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"businessId": "{acme}"}}
  GET /associations/relations/{acme}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": [{"secondRecordId": "{ann}", "associationId": "BUSINESSES_CONTACTS_ASSOCIATION"}]}
  POST /associations/relations {"locationId": "{location}", "associationId": "BUSINESSES_CONTACTS_ASSOCIATION",
    "firstRecordId": "{acme}", "secondRecordId": "{ann}"}
  expect 400 {"message": "Could not create relation: duplicate relation of object Ids for given association"}
  DELETE /associations/relations/{ann}?locationId={location}
  expect 200 {"firstRecordId": "{acme}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"businessId": "{absent}"}}

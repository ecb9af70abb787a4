story   a business of another location is none that a contact can belong to
client other
  POST /businesses/ {"locationId": "{otherlocation}", "name": "Theirs"}
  expect 201 {"buiseness": {"id": "{theirs:hex}"}}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/bulk/business {"locationId": "{location}", "ids": ["{ann}"], "businessId": "{theirs}"}
  expect 422 {"message": ["businessId must be the id of a business of this location"]}
  POST /associations/relations {"locationId": "{location}", "associationId": "BUSINESSES_CONTACTS_ASSOCIATION",
    "firstRecordId": "{theirs}", "secondRecordId": "{ann}"}
  expect 422 {"message": ["firstRecordId must be the id of a record of this location"]}
  GET /contacts/{ann}
  expect 200 {"contact": {"businessId": "{absent}"}}

story   a relation to an opportunity that is not there is refused with a sentence

client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /associations/relations {"locationId": "{location}", "associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "firstRecordId": "00000000000000000000", "secondRecordId": "{ann}"}
  expect 422
  POST /associations/relations {"locationId": "{location}", "associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "firstRecordId": "{ann}", "secondRecordId": "00000000000000000000"}
  expect 422

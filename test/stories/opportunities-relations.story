story   an opportunity is related to its contact, and to further ones
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{a:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{deal:id}"}}
  GET /associations/relations/{deal}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": [{"id": "{deal}", "associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION",
    "firstObjectKey": "opportunity", "firstRecordId": "{deal}", "secondObjectKey": "contact", "secondRecordId": "{ann}"}]}
  POST /associations/relations {"locationId": "{location}", "associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "firstRecordId": "{deal}", "secondRecordId": "{bob}"}
  expect 201 {"id": "{second:hex}"}
  POST /associations/relations {"locationId": "{location}", "associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "firstRecordId": "{deal}", "secondRecordId": "{ann}"}
  expect 400 {"message": "Could not create relation: duplicate relation of object Ids for given association"}
  GET /associations/relations/{ann}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": [{"id": "{deal}", "secondRecordId": "{ann}"}]}
  DELETE /associations/relations/{deal}?locationId={location}
  expect 400
  DELETE /opportunities/{deal}
  GET /events?types=RelationDelete
  expect 200 {"events": [{"payload": {"id": "{second}"}}]}
  GET /associations/relations/{bob}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}

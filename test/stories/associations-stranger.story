story   a relation cannot name what is of another location
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Eve"}
  expect 201 {"contact": {"id": "{eve:id}"}}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /associations/ {"locationId": "{location}", "key": "friends", "firstObjectKey": "contact",
    "firstObjectLabel": "Friend", "secondObjectKey": "contact", "secondObjectLabel": "Friend too"}
  expect 201 {"id": "{friends:hex}"}
  POST /associations/relations {"locationId": "{location}", "associationId": "{friends}",
    "firstRecordId": "{ann}", "secondRecordId": "{eve}"}
  expect 422 {"message": ["secondRecordId must be the id of a record of this location"]}
  POST /associations/relations {"locationId": "{location}", "associationId": "{friends}",
    "firstRecordId": "{eve}", "secondRecordId": "{ann}"}
  expect 422
  GET /associations/relations/{ann}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}
  GET /associations/relations/{eve}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}
  POST /associations/relations {"locationId": "{location}", "associationId": "{friends}",
    "firstRecordId": "{ann}", "secondRecordId": "{ben}"}
  expect 201

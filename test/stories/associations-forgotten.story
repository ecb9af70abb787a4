story   the relations of a record go with it
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /associations/ {"locationId": "{location}", "key": "owner_pet", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201 {"id": "{a:hex}"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex"}}
  expect 201 {"record": {"id": "{rex:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Max"}}
  expect 201 {"record": {"id": "{max:hex}"}}
  POST /associations/relations {"locationId": "{location}", "associationId": "{a}",
    "firstRecordId": "{ann}", "secondRecordId": "{rex}"}
  expect 201
  POST /associations/relations {"locationId": "{location}", "associationId": "{a}",
    "firstRecordId": "{bob}", "secondRecordId": "{max}"}
  expect 201
  DELETE /objects/custom_objects.pet/records/{rex}
  GET /associations/relations/{ann}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}
  DELETE /contacts/{bob}
  GET /associations/relations/{max}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}
  POST /associations/relations {"locationId": "{location}", "associationId": "{a}",
    "firstRecordId": "{ann}", "secondRecordId": "{max}"}
  expect 201
  DELETE /associations/{a}
  GET /associations/relations/{ann}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": []}

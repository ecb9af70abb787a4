story   one to one and one to many are held
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /associations/ {"locationId": "{location}", "key": "one", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet", "firstObjectToSecondObjectCardinality": "ONE_TO_ONE"}
  expect 201 {"id": "{one:hex}", "secondObjectToFirstObjectCardinality": "ONE_TO_ONE", "firstObjectToSecondObjectMaxLimit": 1}
  POST /associations/ {"locationId": "{location}", "key": "few", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet", "firstObjectToSecondObjectCardinality": "ONE_TO_MANY", "firstObjectToSecondObjectMaxLimit": 1}
  expect 201 {"id": "{few:hex}", "secondObjectToFirstObjectCardinality": "MANY_TO_ONE", "secondObjectToFirstObjectMaxLimit": 1}
  POST /associations/ {"locationId": "{location}", "key": "bad", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet", "firstObjectToSecondObjectCardinality": "ONE_TO_ONE", "secondObjectToFirstObjectCardinality": "MANY_TO_MANY"}
  expect 400 {"message": "The cardinality from the second object to the first must be ONE_TO_ONE"}
  POST /associations/ {"locationId": "{location}", "key": "bad", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet", "firstObjectToSecondObjectCardinality": "ONE_TO_ONE", "firstObjectToSecondObjectMaxLimit": 2}
  expect 400
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex"}}
  expect 201 {"record": {"id": "{rex:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Max"}}
  expect 201 {"record": {"id": "{max:hex}"}}
  POST /associations/relations {"locationId": "{location}", "associationId": "{one}",
    "firstRecordId": "{ann}", "secondRecordId": "{rex}"}
  expect 201
  POST /associations/relations {"locationId": "{location}", "associationId": "{one}",
    "firstRecordId": "{ann}", "secondRecordId": "{max}"}
  expect 400 {"message": "Could not create relation: the first record has as many as the association allows (1)"}
  POST /associations/relations {"locationId": "{location}", "associationId": "{one}",
    "firstRecordId": "{bob}", "secondRecordId": "{rex}"}
  expect 400 {"message": "Could not create relation: the second record has as many as the association allows (1)"}
  POST /associations/relations {"locationId": "{location}", "associationId": "{one}",
    "firstRecordId": "{bob}", "secondRecordId": "{max}"}
  expect 201
  POST /associations/relations {"locationId": "{location}", "associationId": "{few}",
    "firstRecordId": "{ann}", "secondRecordId": "{rex}"}
  expect 201
  POST /associations/relations {"locationId": "{location}", "associationId": "{few}",
    "firstRecordId": "{ann}", "secondRecordId": "{max}"}
  expect 400

story   associations and relations are announced, also those that go with a record
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "friend", "firstObjectKey": "custom_objects.pet",
    "firstObjectLabel": "Friend", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Friend"}
  expect 201 {"id": "{friend:hex}"}
  PUT /associations/{friend} {"firstObjectLabel": "Pal", "secondObjectLabel": "Pal"}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex"}}
  expect 201 {"record": {"id": "{rex:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Max"}}
  expect 201 {"record": {"id": "{max:hex}"}}
  POST /associations/relations {"locationId": "{location}", "associationId": "{friend}",
    "firstRecordId": "{rex}", "secondRecordId": "{max}"}
  expect 201 {"id": "{r:hex}"}
  DELETE /associations/relations/{r}?locationId={location}
  POST /associations/relations {"locationId": "{location}", "associationId": "{friend}",
    "firstRecordId": "{max}", "secondRecordId": "{rex}"}
  expect 201 {"id": "{q:hex}"}
  DELETE /objects/custom_objects.pet/records/{rex}
  DELETE /associations/{friend}
  GET /events?types=AssociationCreate,AssociationUpdate,AssociationDelete,RelationCreate,RelationDelete
  expect 200 {"events": [
    {"type": "AssociationCreate", "payload": {"id": "{friend}", "associationType": "USER_DEFINED",
      "firstObjectKey": "custom_objects.pet", "firstObjectLabel": "Friend", "key": "friend",
      "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Friend", "locationId": "{location}"}},
    {"type": "AssociationUpdate", "payload": {"firstObjectLabel": "Pal",
      "firstObjectToSecondObjectCardinality": "MANY_TO_MANY"}},
    {"type": "RelationCreate", "payload": {"id": "{r}", "firstObjectKey": "custom_objects.pet",
      "firstRecordId": "{rex}", "secondObjectKey": "custom_objects.pet", "secondRecordId": "{max}",
      "associationId": "{friend}", "locationId": "{location}"}},
    {"type": "RelationDelete", "payload": {"id": "{r}", "firstRecordId": "{rex}"}},
    {"type": "RelationCreate", "payload": {"id": "{q}"}},
    {"type": "RelationDelete", "payload": {"id": "{q}", "firstRecordId": "{max}"}},
    {"type": "AssociationDelete", "payload": {"id": "{friend}", "firstObjectLabel": "Pal"}}
  ]}

story   records are related, listed, and parted
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
  expect 201 {"id": "{r:hex}", "locationId": "{location}", "associationId": "{a}", "firstObjectKey": "contact",
    "firstRecordId": "{ann}", "secondObjectKey": "custom_objects.pet", "secondRecordId": "{rex}", "key": "owner_pet"}
  POST /associations/relations {"locationId": "{location}", "associationId": "{a}",
    "firstRecordId": "{ann}", "secondRecordId": "{rex}"}
  expect 400 {"message": "Could not create relation: duplicate relation of object Ids for given association",
    "error": "Bad Request", "statusCode": 400}
  POST /associations/relations {"locationId": "{location}", "associationId": "{a}",
    "firstRecordId": "{ann}", "secondRecordId": "{max}"}
  expect 201 {"id": "{q:hex}"}
  POST /associations/relations {"locationId": "{location}", "associationId": "{a}",
    "firstRecordId": "{bob}", "secondRecordId": "{rex}"}
  expect 201
  GET /associations/relations/{ann}?locationId={location}&skip=0&limit=10
  expect 200 {"relations": [{"id": "{r}", "secondRecordId": "{rex}"}, {"id": "{q}"}]}
  GET /associations/relations/{rex}?locationId={location}&skip=1&limit=10
  expect 200 {"relations": [{"firstRecordId": "{bob}"}]}
  GET /associations/relations/{rex}?locationId={location}&skip=0&limit=10&associationIds={a},nothing
  expect 200 {"relations": ["{any}", "{any}"]}
  GET /associations/relations/{rex}?locationId={location}&skip=0&limit=10&associationIds=nothing
  expect 200 {"relations": []}
  GET /objects/custom_objects.pet/records/{rex}
  expect 200 {"record": {"relations": [
    {"relationId": "{r}", "associationId": "{a}", "objectKey": "contact", "recordId": "{ann}"}, "{any}"]}}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "relations", "operator": "nested", "value": [{"field": "associationId", "operator": "eq", "value": "{a}"}, {"field": "recordId", "operator": "eq", "value": "{bob}"}]}]}
  expect 201 {"records": [{"id": "{rex}"}]}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "relations", "operator": "nested_not", "value": [{"field": "associationId", "operator": "eq", "value": "{a}"}, {"field": "recordId", "operator": "eq", "value": "{bob}"}]}]}
  expect 201 {"records": [{"id": "{max}"}]}
  DELETE /associations/relations/{r}?locationId={location}
  expect 200 {"id": "{r}", "associationId": "{a}", "firstRecordId": "{ann}"}
  DELETE /associations/relations/{r}?locationId={location}
  expect 400 {"message": "Relation not found"}
  POST /associations/relations {"locationId": "{location}", "associationId": "{a}",
    "firstRecordId": "{rex}", "secondRecordId": "{ann}"}
  expect 400 {"message": "There is no contact with the id of firstRecordId"}

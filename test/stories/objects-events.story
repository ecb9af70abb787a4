story   a new and a changed object are announced
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  PUT /objects/custom_objects.pet {"locationId": "{location}", "labels": {"plural": "Animals"},
    "searchableProperties": []}
  GET /events?types=ObjectSchemaCreate,ObjectSchemaUpdate
  expect 200 {"events": [
    {"type": "ObjectSchemaCreate", "locationId": "{location}", "payload": {
      "labels": {"singular": "Pet", "plural": "Pets"}, "key": "custom_objects.pet",
      "primaryDisplayProperty": "custom_objects.pet.name", "locationId": "{location}",
      "searchableProperties": ["custom_objects.pet.name"], "objectType": "USER_DEFINED",
      "timestamp": "{instant}", "createdBy": {"source": "INTEGRATION"}}},
    {"type": "ObjectSchemaUpdate", "payload": {"labels": {"singular": "Pet", "plural": "Animals"},
      "searchableProperties": [], "updatedBy": {"source": "INTEGRATION"}}}
  ]}

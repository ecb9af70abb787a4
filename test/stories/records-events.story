story   a new, changed and deleted record is announced, with its values as texts
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "owner": ["{owner}"],
    "properties": {"name": "Buddy"}}
  expect 201 {"record": {"id": "{buddy:hex}"}}
  PUT /objects/custom_objects.pet/records/{buddy}?locationId={location} {"properties": {"name": "Max"}}
  DELETE /objects/custom_objects.pet/records/{buddy}
  GET /events?types=RecordCreate,RecordUpdate,RecordDelete
  expect 200 {"events": [
    {"type": "RecordCreate", "payload": {"id": "{buddy}", "locationId": "{location}", "objectKey": "custom_objects.pet",
      "owners": ["{owner}"], "followers": [], "timestamp": "{instant}",
      "properties": [{"key": "name", "valueString": "Buddy"}]}},
    {"type": "RecordUpdate", "payload": {"properties": [{"key": "name", "valueString": "Max"}]}},
    {"type": "RecordDelete", "payload": {"id": "{buddy}", "properties": [{"key": "name", "valueString": "Max"}]}}
  ]}

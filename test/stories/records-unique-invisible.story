story  a unique value is the same one whatever cannot be seen around it
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "chip", "name": "Chip", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "A", "chip": "Caf\u00e9"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "B", "chip": "cafe\u0301"}}
  expect 400
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "B", "chip": "caf\u00e9\u00a0"}}
  expect 400
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "B", "chip": "\u200bcaf\u00e9s"}}
  expect 201 {"record": {"properties": {"chip": "cafés"}}}

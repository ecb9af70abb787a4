story   an option is sent by key or label and kept by key
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "kind", "name": "Kind", "dataType": "SINGLE_OPTIONS", "options": [{"key": "cat", "label": "A cat"}, {"key": "dog", "label": "A dog"}]}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "mood", "name": "Mood", "dataType": "RADIO", "options": [{"key": "cat", "label": "A cat"}, {"key": "dog", "label": "A dog"}], "allowCustomOption": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "friends", "name": "Friends", "dataType": "MULTIPLE_OPTIONS", "options": [{"key": "cat", "label": "A cat"}, {"key": "dog", "label": "A dog"}]}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "likes", "name": "Likes", "dataType": "CHECKBOX", "options": [{"key": "cat", "label": "A cat"}, {"key": "dog", "label": "A dog"}]}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {
    "kind": "A cat", "mood": "sleepy", "friends": ["cat", "A dog", "cat"], "likes": ["dog"]}}
  expect 201 {"record": {"id": "{rex:hex}", "properties": {"kind": "cat", "mood": "sleepy",
    "friends": ["cat", "dog"], "likes": ["dog"]}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {
    "friends": {"remove": ["cat"]}, "likes": {"add": ["cat"], "remove": ["dog"]}}}
  expect 200 {"record": {"properties": {"kind": "cat", "friends": ["dog"], "likes": ["cat"]}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"likes": ["cat", "dog"]}}
  expect 200 {"record": {"properties": {"likes": ["cat", "dog"]}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {
    "kind": "horse", "friends": ["horse"], "likes": {"add": ["horse"]}}}
  expect 422 {"message": ["kind must be one of its options",
    "friends must be a list of its options", "likes must be a list of its options"]}

story   options can be added and renamed, not removed
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
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"fields": ["{any}", {"id": "{kind:id}", "options": [
    {"key": "cat", "label": "A cat"}, {"key": "dog", "label": "A dog"}]}]}
  PUT /custom-fields/{kind} {"locationId": "{location}", "showInForms": true, "options": [
    {"label": "A dog"}, {"key": "cat", "label": "The cat"}, {"label": "Small Horse"}]}
  expect 200 {"field": {"options": [{"key": "dog", "label": "A dog"}, {"key": "cat", "label": "The cat"},
    {"key": "small_horse", "label": "Small Horse"}]}}
  PUT /custom-fields/{kind} {"locationId": "{location}", "showInForms": true, "options": [{"label": "A dog"}]}
  expect 400 {"message": "Options cannot be removed; send all that there are"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{folder}",
    "showInForms": true, "fieldKey": "t", "name": "T", "dataType": "TEXT", "options": [{"label": "x"}]}
  expect 400 {"message": "A field of this type has no options"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "nofolder",
    "showInForms": true, "fieldKey": "t", "name": "T", "dataType": "TEXT"}
  expect 422 {"message": ["parentId must be the id of a folder of this location"]}

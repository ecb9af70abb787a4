story   texts, numbers, phones, e-mails and dates are kept in their form
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "story", "name": "Story", "dataType": "LARGE_TEXT"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "age", "name": "Age", "dataType": "NUMERICAL"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "phone", "name": "Phone", "dataType": "PHONE"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "email", "name": "Email", "dataType": "EMAIL"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "born", "name": "Born", "dataType": "DATE"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {
    "name": "Rex", "story": "Once", "age": 3.50, "phone": "+1 (202) 555-0107",
    "email": "rex@example.com", "born": "2024-07-11"}}
  expect 201 {"record": {"id": "{rex:hex}", "properties": {"name": "Rex", "story": "Once", "age": 3.5,
    "phone": "+12025550107", "email": "rex@example.com", "born": "2024-07-11"}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {
    "age": "4", "born": "2026-06-29T23:00:00Z", "story": "", "phone": "(202) 555-0108"}}
  expect 200 {"record": {"properties": {"age": 4, "born": "2026-06-29", "story": "{absent}", "phone": "+12025550108"}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {
    "name": ["x"], "age": true, "phone": "call me", "email": "nowhere", "born": "yesterday"}}
  expect 422 {"message": ["name must be a string", "age must be a number",
    "phone must be a valid phone number", "email must be an email", "born must be a valid date"]}
  GET /objects/custom_objects.pet/records/{rex}
  expect 200 {"record": {"properties": {"name": "Rex", "age": 4}}}

story   files are a list of addresses, added and removed, up to a limit
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "papers", "name": "Papers", "dataType": "FILE_UPLOAD", "maxFileLimit": 2, "acceptedFormats": ".pdf"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {
    "papers": [{"url": "https://a.example/1.pdf"}]}}
  expect 201 {"record": {"id": "{rex:hex}", "properties": {"papers": [{"url": "https://a.example/1.pdf"}]}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {
    "papers": {"add": [{"url": "https://a.example/2.pdf"}]}}}
  expect 200 {"record": {"properties": {"papers": [{"url": "https://a.example/1.pdf"}, {"url": "https://a.example/2.pdf"}]}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {
    "papers": {"add": [{"url": "https://a.example/3.pdf"}]}}}
  expect 422 {"message": ["papers must not have more files than its limit"]}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"papers": [{"name": "x"}]}}
  expect 422 {"message": ["papers must be a list of files, each with its url (http or https)"]}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"papers": [{"url": "javascript:alert(1)"}]}}
  expect 422 {"message": ["papers must be a list of files, each with its url (http or https)"]}

story   a unique value is held by one record only, on create and on update
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "external_id", "name": "External ID", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"external_id": "X1"}}
  expect 201 {"record": {"id": "{one:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"external_id": "X1"}}
  expect 400 {"message": "A record with the same value for External ID - X1 already exists.",
    "errors": [{"errorCode": "duplicate_record", "field": "external_id",
      "message": "A record with the same value for External ID - X1 already exists."}],
    "statusCode": 400}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"external_id": "X2"}}
  expect 201 {"record": {"id": "{two:hex}"}}
  PUT /objects/custom_objects.pet/records/{two}?locationId={location} {"properties": {"external_id": "X1"}}
  expect 400 {"errors": [{"errorCode": "duplicate_record"}]}
  PUT /objects/custom_objects.pet/records/{two}?locationId={location} {"properties": {"external_id": "X2", "name": "Two"}}
  expect 200
  DELETE /objects/custom_objects.pet/records/{one}
  PUT /objects/custom_objects.pet/records/{two}?locationId={location} {"properties": {"external_id": "X1"}}
  expect 200
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "No id"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "No id"}}
  expect 201

story   money is an amount with its currency
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "price", "name": "Price", "dataType": "MONETORY"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {
    "price": {"currency": "default", "value": 100}}}
  expect 201 {"record": {"id": "{rex:hex}", "properties": {"price": {"currency": "default", "value": 100}}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"price": 19.90}}
  expect 200 {"record": {"properties": {"price": {"currency": "default", "value": 19.9}}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"price": {"value": "much"}}}
  expect 422 {"message": ["price must be an amount of money"]}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"price": null}}
  expect 200 {"record": {"properties": {"price": "{absent}"}}}

story   each box of a list of text boxes is a property of its own
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "toys", "name": "Toys", "dataType": "TEXTBOX_LIST", "options": [{"key": "ball", "label": "Ball"}, {"key": "bone", "label": "Bone"}]}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {
    "toys.ball": "red", "toys": {"Bone": "old"}}}
  expect 201 {"record": {"id": "{rex:hex}", "properties": {"toys.ball": "red", "toys.bone": "old"}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"toys.ball": null}}
  expect 200 {"record": {"properties": {"toys.ball": "{absent}", "toys.bone": "old"}}}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"toys.car": "x", "toys": "y"}}
  expect 422 {"message": ["property toys.car should not exist", "toys must be an object of its options and texts"]}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"toys": null}}
  expect 200 {"record": {"properties": {"toys.bone": "{absent}"}}}

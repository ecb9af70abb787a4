story   the primary field of an object stays
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"fields": [{"id": "{name:id}", "name": "Name"}]}
  DELETE /custom-fields/{name}
  expect 400 {"message": "The primary display property cannot be deleted"}

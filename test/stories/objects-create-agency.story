story   the company's token makes an object in a location, too
client agency
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201 {"object": {"id": "{pet:hex}", "key": "custom_objects.pet", "locationId": "{location}"}}
  POST /objects/ {"locationId": "somebodyelses0000000", "key": "cat",
    "labels": {"singular": "Cat", "plural": "Cats"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 403
  POST /objects/ {"key": "cat", "labels": {"singular": "Cat", "plural": "Cats"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 422
client
  GET /objects/custom_objects.pet?locationId={location}
  expect 200 {"object": {"id": "{pet}"}}

story   two objects have at most ten associations
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /associations/ {"locationId": "{location}", "key": "k1", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k2", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k3", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k4", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k5", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k6", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k7", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k8", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k9", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k10", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "k11", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 400 {"message": "Two objects have at most 10 associations"}
  POST /associations/ {"locationId": "{location}", "key": "k11", "firstObjectKey": "custom_objects.pet",
    "firstObjectLabel": "Pet", "secondObjectKey": "contact", "secondObjectLabel": "Owner"}
  expect 400
  POST /associations/ {"locationId": "{location}", "key": "k11", "firstObjectKey": "custom_objects.pet",
    "firstObjectLabel": "Pet", "secondObjectKey": "custom_objects.horse", "secondObjectLabel": "Horse"}
  expect 400 {"message": "Object not found: custom_objects.horse"}

story   an association is made, found, renamed and deleted
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /associations/ {"locationId": "{location}", "key": "owner_pet", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 201 {"id": "{a:hex}", "locationId": "{location}", "key": "owner_pet", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet",
    "associationType": "USER_DEFINED"}
  GET /associations/{a}
  expect 200 {"id": "{a}", "key": "owner_pet"}
  GET /associations/key/owner_pet?locationId={location}
  expect 200 {"id": "{a}"}
  GET /associations/objectKey/custom_objects.pet?locationId={location}
  expect 200 {"associations": [{"id": "{a}"}]}
  GET /associations/?locationId={location}&skip=0&limit=100
  expect 200 {"associations": [{"id": "BUSINESSES_CONTACTS_ASSOCIATION", "associationType": "SYSTEM_DEFINED"},
    {"id": "OPPORTUNITIES_CONTACTS_ASSOCIATION"}, {"id": "{a}"}]}
  PUT /associations/{a} {"firstObjectLabel": "Keeper", "secondObjectLabel": "Animal"}
  expect 200 {"id": "{a}", "key": "owner_pet", "firstObjectLabel": "Keeper", "secondObjectLabel": "Animal"}
  PUT /associations/{a} {"firstObjectLabel": "Keeper", "secondObjectLabel": "Animal", "key": "x"}
  expect 422 {"message": ["property key should not exist"]}
  POST /associations/ {"locationId": "{location}", "key": "owner_pet", "firstObjectKey": "contact",
    "firstObjectLabel": "Owner", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  expect 400 {"message": "Duplicate Association key"}
  DELETE /associations/{a}
  expect 200 {"deleted": true, "id": "{a}", "message": "Association deleted successfully"}
  GET /associations/{a}
  expect 400 {"message": "Association not found"}
  GET /associations/?locationId={location}
  expect 422 {"message": ["skip should not be empty", "limit should not be empty"]}

story   objects and records of one location are not there for another
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201 {"object": {"id": "{pets:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex"}}
  expect 201 {"record": {"id": "{rex:hex}"}}
  POST /associations/ {"locationId": "{location}", "key": "friend", "firstObjectKey": "custom_objects.pet",
    "firstObjectLabel": "Friend", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Friend"}
  expect 201 {"id": "{friend:hex}"}
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  POST /locations/{location}/customFields {"name": "Size", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{size:id}"}}
client other
  GET /objects/{pets}?locationId={otherlocation}
  expect 400
  GET /objects/{pets}?locationId={location}
  expect 403
  POST /objects/ {"locationId": "{otherlocation}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /objects/custom_objects.pet/records/{rex}
  expect 400 {"message": "Record not found: {rex}"}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={otherlocation} {"properties": {"name": "Mine"}}
  expect 400
  DELETE /objects/custom_objects.pet/records/{rex}
  expect 400
  POST /objects/custom_objects.pet/records/search {"locationId": "{otherlocation}", "page": 1, "pageLimit": 10}
  expect 201 {"records": [], "total": 0}
  GET /associations/{friend}
  expect 400 {"message": "Association not found"}
  GET /businesses/{acme}
  expect 400 {"message": "Business not found"}
  PUT /businesses/{acme} {"name": "Mine"}
  expect 400
  DELETE /businesses/{acme}
  expect 400
  GET /locations/{otherlocation}/customFields/{size}
  expect 400
  DELETE /locations/{otherlocation}/customFields/{size}
  expect 400
client
  GET /objects/custom_objects.pet/records/{rex}
  expect 200 {"record": {"properties": {"name": "Rex"}}}

story   a record is made, read, changed and deleted
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201 {"object": {"id": "{pets:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "owner": ["{owner}"],
    "followers": ["{owner}"], "properties": {"name": "Buddy"}}
  expect 201 {"record": {"id": "{buddy:hex}", "owner": ["{owner}"], "followers": ["{owner}"],
    "properties": {"name": "Buddy"}, "dateAdded": "{made:instant}", "dateUpdated": "{made}"}}
  GET /objects/custom_objects.pet/records/{buddy}
  expect 200 {"record": {"id": "{buddy}", "properties": {"name": "Buddy"}, "relations": []}}
clock +1 minute
client
  PUT /objects/custom_objects.pet/records/{buddy}?locationId={location} {"properties": {"name": "Max"}}
  expect 200 {"record": {"id": "{buddy}", "owner": ["{owner}"], "properties": {"name": "Max"},
    "dateAdded": "{made}"}}
  PUT /objects/{pets}/records/{buddy}?locationId={location} {"owner": null, "followers": []}
  expect 200 {"record": {"owner": [], "followers": [], "properties": {"name": "Max"}}}
  PUT /objects/custom_objects.pet/records/{buddy}?locationId={location} {"locationId": "{location}", "properties": {}}
  expect 422 {"message": ["property locationId should not exist"]}
  DELETE /objects/custom_objects.pet/records/{buddy}
  expect 200 {"id": "{buddy}", "success": true}
  GET /objects/custom_objects.pet/records/{buddy}
  expect 400 {"status": 400, "message": "Record not found: {buddy}", "name": "HttpException"}
  DELETE /objects/custom_objects.pet/records/{buddy}
  expect 400

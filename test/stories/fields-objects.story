story   a field of an object is made, changed and deleted
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{folder}",
    "showInForms": true, "fieldKey": "custom_object.pet.Nick Name", "name": "Nick", "dataType": "TEXT",
    "placeholder": "as called", "description": "d"}
  expect 201 {"field": {"id": "{nick:id}", "locationId": "{location}", "name": "Nick", "showInForms": true,
    "objectKey": "custom_objects.pet", "dataType": "TEXT", "parentId": "{folder}",
    "fieldKey": "custom_objects.pet.nick_name", "placeholder": "as called", "description": "d",
    "dateAdded": "{instant}", "dateUpdated": "{instant}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex", "nick_name": "R"}}
  expect 201 {"record": {"id": "{rex:hex}", "properties": {"nick_name": "R"}}}
  PUT /custom-fields/{nick} {"locationId": "{location}", "showInForms": false, "name": "Called"}
  expect 200 {"field": {"id": "{nick}", "name": "Called", "fieldKey": "custom_objects.pet.nick_name",
    "showInForms": false, "placeholder": "as called"}}
  PUT /custom-fields/{nick} {"locationId": "{location}", "showInForms": false, "dataType": "NUMERICAL"}
  expect 422 {"message": ["property dataType should not exist"]}
  GET /custom-fields/{nick}
  expect 200 {"field": {"name": "Called"}}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{folder}",
    "showInForms": true, "fieldKey": "nick_name", "name": "Again", "dataType": "TEXT"}
  expect 400 {"message": "A custom field with this key already exists"}
  DELETE /custom-fields/{nick}
  expect 200 {"succeded": true, "id": "{nick}", "key": "custom_objects.pet.nick_name"}
  GET /custom-fields/{nick}
  expect 400 {"message": "Custom field not found"}
  GET /objects/custom_objects.pet/records/{rex}
  expect 200 {"record": {"properties": {"name": "Rex", "nick_name": "{absent}"}}}

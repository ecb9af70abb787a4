story   a property that many records have goes at once, and out of its records part by part, also after a kill
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{folder}",
    "showInForms": true, "fieldKey": "nick", "name": "Nick", "dataType": "TEXT"}
  expect 201 {"field": {"id": "{nick:id}"}}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{folder}",
    "showInForms": true, "fieldKey": "nickel", "name": "Nickel", "dataType": "TEXT"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "First", "nick": "F", "nickel": "5"}}
  expect 201 {"record": {"id": "{first:hex}"}}
  repeat 60 POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "Rex", "nick": "R", "nickel": "5"}}
  expect 201
  clock +1 minutes
  repeat 60 POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "Rex", "nick": "R", "nickel": "5"}}
  expect 201 {"record": {"id": "{last:hex}"}}
  clock +1 minutes
  GET /events?limit=1000
  expect 200 {"next": "{before:text}"}
  DELETE /custom-fields/{nick}
  expect 200
  restart
  GET /objects/custom_objects.pet/records/{first}
  soon 200 {"record": {"properties": {"name": "First", "nick": "{absent}", "nickel": "5"}}}
  GET /objects/custom_objects.pet/records/{last}
  soon 200 {"record": {"properties": {"name": "Rex", "nick": "{absent}", "nickel": "5"}}}
  # all 121 have said so, once
  GET /events?types=RecordUpdate&since={before}&limit=120
  expect 200 {"next": "{most:text}"}
  GET /events?types=RecordUpdate&since={most}
  expect 200 {"events": [{"payload": {"properties": "{any}"}}]}

story   a flow takes the records of one object, whether they are new or changed, and tells when they are gone
client
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "car", "labels": {"singular": "Car", "plural": "Cars"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": [
    "{\"flow\": \"pets\", \"enabled\": true, \"on\": {\"event\": \"highlevel.record.saved\", \"of\": \"pet\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ record.properties.name }}\"}}]}",
    "{\"flow\": \"gone\", \"enabled\": true, \"on\": {\"event\": \"highlevel.record.deleted\", \"of\": \"pet\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"gone\"}}]}"]}
  POST /objects/custom_objects.car/records {"locationId": "{location}", "properties": {"name": "Beetle"}}
  expect 201 {"record": {"id": "{beetle:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex"}}
  expect 201 {"record": {"id": "{rex:hex}"}}
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "created Rex"}]}
  PUT /objects/custom_objects.pet/records/{rex}?locationId={location} {"properties": {"name": "Max"}}
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "updated Max"}, {"body": "created Rex"}]}
  DELETE /objects/custom_objects.car/records/{beetle}
  DELETE /objects/custom_objects.pet/records/{rex}
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "gone"}, {"body": "updated Max"}, {"body": "created Rex"}]}

story   events of another server are found by looking, at least every quarter of an hour, and sooner when it says so
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /connections {"kind": "highlevel", "name": "far", "baseUrl": "{server}", "secret": "{othertoken}", "remoteLocationId": "{otherlocation}"}
  expect 201 {"connection": {"id": "{far:id}"}}
client other
  POST /locations/{otherlocation}/customFields {"name": "Level", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Ann", "customFields": [{"id": "{level}", "field_value": "bronze"}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
client
  POST /connections/{far}/check
  expect 200 {"connection": {"state": "ok"}}
  POST /flows/apply {"files": ["{\"flow\": \"levels\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.updated\", \"use\": \"far\", \"watch\": [\"customFields.level\"]}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ contact.firstName }}: {{ before.customFields.level }} > {{ contact.customFields.level }}\"}}]}"]}
  expect 200 {"applied": [{"change": "created", "enabled": true}]}
  # the first walk only learns what is there
  clock +15 minutes
  GET /flows/levels
  soon 200 {"flow": {"lookedAt": "{instant}", "hookPath": "{hook:text}"}}
client other
  PUT /contacts/{ann} {"customFields": [{"id": "{level}", "field_value": "silver"}]}
client
  clock +15 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "Ann: bronze > silver"}]}
  # a new contact is not an update
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Ben", "customFields": [{"id": "{level}", "field_value": "gold"}]}
  expect 201
  PUT /contacts/{ann} {"customFields": [{"id": "{level}", "field_value": "gold"}]}
client nobody
  clock +3 seconds
  POST {hook} {"type": "ContactUpdate"}
  expect 202 {"kept": true}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "Ann: silver > gold"}, {"body": "Ann: bronze > silver"}]}
  # what has no list cannot be looked at
  POST /flows/apply {"files": ["{\"flow\": \"far\", \"on\": {\"event\": \"highlevel.relation.created\", \"use\": \"far\"}, \"do\": [{\"stop\": \"seen\"}]}"]}
  expect 422 {"message": ["far: on.of says of which 'recordId': it is missing"]}
  POST /flows/apply {"files": ["{\"flow\": \"far\", \"on\": {\"event\": \"highlevel.record.saved\", \"use\": \"far\"}, \"do\": [{\"stop\": \"seen\"}]}"]}
  expect 422 {"message": ["far: on.of says of which 'schemaKey': it is missing"]}

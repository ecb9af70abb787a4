story   a mapping whose custom field was deleted fails with its name, and does not write what stands under else
client
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /locations/{location}/customFields {"name": "Level two", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{two:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [{"id": "{level}", "field_value": "gold"}, {"id": "{two}", "field_value": "silver"}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"one\", \"enabled\": true, \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"city\": {\"from\": \"contact.customFields.level\", \"else\": \"none\"}}}]}", "{\"flow\": \"two\", \"enabled\": true, \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"state\": {\"from\": \"contact.customFields.level_two\", \"else\": \"none\"}}}]}"]}
  expect 200
  DELETE /locations/{location}/customFields/{level}
  expect 200
  POST /flows/one/run {"item": "{ann}"}
  expect 202 {"run": {"id": "{r:whole}"}}
  GET /flows/runs/{r}
  soon 200 {"run": {"state": "failed", "reason": "the custom field 'level' was deleted"}}
  POST /flows/two/run {"item": "{ann}"}
  expect 202
  GET /contacts/{ann}
  soon 200 {"contact": {"state": "silver", "city": "{absent}"}}

story   a flow names custom fields by key, name or id, watches them, and knows what they were
client
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /locations/{location}/customFields {"name": "Shoe size", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{shoe:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [{"id": "{level}", "field_value": "bronze"}, {"id": "{shoe}", "field_value": "39"}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"levels\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.updated\", \"watch\": [\"customFields.level\"]}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"{{ before.customFields.level }} > {{ contact.customFields.level }}, {{ contact.customFields.\\\"Shoe size\\\" }}\"}}]}"]}
  # the first sight of a contact tells what it is, not what it was
  PUT /contacts/{ann} {"customFields": [{"id": "{level}", "field_value": "silver"}]}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": " > silver, 39"}]}
  # what is not watched starts nothing
  PUT /contacts/{ann} {"customFields": [{"id": "{shoe}", "field_value": "40"}]}
  PUT /contacts/{ann} {"customFields": [{"id": "{level}", "field_value": "gold"}]}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "silver > gold, 40"}, {"body": " > silver, 39"}]}
  # fields are written by their names, too
  POST /flows/apply {"files": ["{\"flow\": \"write\", \"enabled\": true, \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"customFields.Shoe size\": \"41\", \"customFields.{level}\": \"lead\"}}]}"]}
  POST /flows/write/run {"item": "{ann}"}
  expect 202
  GET /contacts/{ann}
  soon 200 {"contact": {"customFields": [{"id": "{level}", "value": "lead"}, {"id": "{shoe}", "value": "41"}]}}
  # names that nothing has are refused, with the nearest
  POST /flows/apply {"files": ["{\"flow\": \"bad\", \"on\": {\"event\": \"highlevel.contact.updated\", \"watch\": [\"customFields.levle\"]}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"customFields.shoesize\": \"41\"}}]}"]}
  expect 422 {"message": ["bad: do[0].set.customFields.shoesize there is no custom field 'shoesize'; did you mean 'shoe_size'?", "bad: on.watch there is no custom field 'levle'; did you mean 'level'?"]}
  POST /connections {"kind": "highlevel", "name": "far", "baseUrl": "{server}", "secret": "{othertoken}", "remoteLocationId": "{otherlocation}"}
  expect 201 {"connection": {"id": "{far:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"far\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"put\": \"highlevel.contact\", \"use\": \"far\", \"where\": {\"id\": \"{{ x.id }}\"}, \"set\": {\"customFields.level\": \"41\"}}]}"]}
  expect 422 {"message": ["far: do[0].set.customFields.level names the custom field 'level', but which there are is not known yet: check the connection 'far' first"]}

story  tags are put on many contacts and taken off, each contact answering for itself
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["old"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/bulk/tags/update/add {"locationId": "{location}",
    "contacts": ["{ann}", "{ben}", "nobody"], "tags": ["New", "old"]}
  expect 201 {"succeded": false, "errorCount": 1, "responses": [
    {"contactId": "{ann}", "message": "Tags updated", "type": "success", "oldTags": ["old"],
      "tagsAdded": ["new"], "tagsRemoved": []},
    {"contactId": "{ben}", "type": "success", "oldTags": [], "tagsAdded": ["new", "old"]},
    {"contactId": "nobody", "type": "error", "message": "{text}", "oldTags": "{absent}"}]}
  POST /contacts/bulk/tags/update/remove {"locationId": "{location}",
    "contacts": ["{ann}", "{ben}"], "tags": ["old"]}
  expect 201 {"succeded": true, "errorCount": 0, "responses": [
    {"oldTags": ["old", "new"], "tagsRemoved": ["old"]}, {"tagsRemoved": ["old"]}]}
  POST /contacts/bulk/tags/update/remove {"locationId": "{location}", "contacts": ["{ann}"],
    "tags": [], "removeAllTags": true}
  expect 201 {"succeded": true, "responses": [{"tagsRemoved": ["new"]}]}
  POST /contacts/bulk/tags/update/add {"locationId": "{location}", "contacts": ["{ann}"],
    "tags": [], "removeAllTags": true}
  expect 400
  POST /contacts/bulk/tags/update/swap {"locationId": "{location}", "contacts": ["{ann}"],
    "tags": ["x"]}
  expect 422
  GET /contacts/{ben}
  expect 200 {"contact": {"tags": ["new"]}}

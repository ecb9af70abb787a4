story   a webhook of the company is told of all its locations, and of the company itself
peer
client agency
  POST /webhooks {"url": "{peer}/receive/company", "types": ["ContactCreate", "LocationCreate", "LocationDelete"]}
  expect 201 {"webhook": {"id": "{w:id}", "locationId": "{absent}", "companyId": "{any}"}}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /webhooks
  expect 200 {"webhooks": []}
  GET /webhooks/{w}
  expect 404
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Bob"}
  expect 201 {"contact": {"id": "{bob:id}"}}
client agency
  GET /webhooks/deliveries?type=ContactCreate
  soon 200 {"deliveries": [{"thing": "{bob}", "state": "done"}, {"thing": "{ann}", "state": "done"}]}
  GET /webhooks/deliveries?type=LocationCreate
  soon 200 {"deliveries": [{"thing": "{otherlocation}", "state": "done"}]}
  DELETE /locations/{otherlocation}?deleteTwilioAccount=false
  expect 200
  GET /webhooks/deliveries?type=LocationDelete
  soon 200 {"deliveries": [{"thing": "{otherlocation}", "state": "done"}]}
  GET /webhooks
  expect 200 {"webhooks": [{"id": "{w}"}]}
  DELETE /webhooks/{w}
  expect 200

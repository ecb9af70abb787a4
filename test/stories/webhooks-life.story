story   a webhook is made, changed, switched off and on, and deleted
peer
client
  POST /webhooks {"url": "{peer}/receive/a", "types": ["ContactCreate", "ContactDelete"]}
  expect 201 {"webhook": {"id": "{w:id}", "behind": "{any}", "cursor": "{text}"}}
  GET /webhooks/{w}
  expect 200 {"webhook": {"id": "{w}", "url": "{peer}/receive/a"}}
  GET /webhooks
  expect 200 {"webhooks": [{"id": "{w}", "url": "{peer}/receive/a", "hasAuthorization": false}]}
  PUT /webhooks/{w} {"name": "CRM", "types": null, "parallel": 16, "ordered": false}
  expect 200 {"webhook": {"name": "CRM", "types": "{absent}", "parallel": 16, "ordered": false,
    "url": "{peer}/receive/a", "state": "on"}}
  PUT /webhooks/{w} {"url": "{peer}/receive/b", "state": "off"}
  expect 200 {"webhook": {"state": "off", "url": "{peer}/receive/b", "name": "CRM"}}
  # What happens while it is off waits for it.
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /webhooks/deliveries?webhookId={w}
  expect 200 {"deliveries": []}
  PUT /webhooks/{w} {"state": "on"}
  expect 200 {"webhook": {"state": "on"}}
  GET /webhooks/deliveries?webhookId={w}
  soon 200 {"deliveries": [{"thing": "{ann}", "state": "done"}]}
  # Or not, if that is what was wanted.
  PUT /webhooks/{w} {"state": "off"}
  expect 200
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201
  PUT /webhooks/{w} {"state": "on", "from": "now"}
  expect 200
  POST /contacts/ {"locationId": "{location}", "firstName": "Eve"}
  expect 201 {"contact": {"id": "{eve:id}"}}
  GET /webhooks/deliveries?webhookId={w}
  soon 200 {"deliveries": [{"thing": "{eve}", "state": "done"}, {"thing": "{ann}"}]}
  DELETE /webhooks/{w}
  expect 200 {"succeeded": true}
  GET /webhooks/{w}
  expect 404 {"message": "Webhook not found"}
  GET /webhooks
  expect 200 {"webhooks": []}
  GET /webhooks/deliveries
  soon 200 {"deliveries": []}

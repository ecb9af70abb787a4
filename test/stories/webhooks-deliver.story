story   what happens is told to a webhook, with the app's ids, in the order of each thing
peer
client
  POST /webhooks {"url": "{peer}/receive/all", "name": "All", "headers": {"X-Own": "ours"},
    "authorization": "Bearer of-theirs", "standard": true}
  expect 201 {"webhook": {"id": "{all:id}", "state": "on", "url": "{peer}/receive/all",
    "appId": "{app:hex}", "versionId": "{app}", "locationId": "{location}",
    "hasAuthorization": true, "authorization": "{absent}", "headers": {"X-Own": "ours"},
    "ordered": true, "parallel": 4, "types": "{absent}", "waiting": 0}}
  POST /webhooks {"url": "{peer}/receive/tags", "types": ["ContactTagUpdate"]}
  expect 201 {"webhook": {"id": "{tags:id}", "types": ["ContactTagUpdate"]}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": []}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/tags {"tags": ["gold"]}
  expect 201
  POST /contacts/{ann}/notes {"body": "Héllo \"you\" \u2028 / \\ 😀"}
  expect 201 {"note": {"id": "{note:id}"}}
client peer
  GET /control?type=hook
  soon 200 {"things": [
    {"at": "{any}", "body": {"type": "{any}"}}, {"at": "{any}"}, {"at": "{any}"}, {"at": "{any}"}]}
client
  GET /webhooks/deliveries?webhookId={tags}
  soon 200 {"deliveries": [{"id": "{told:text}", "type": "ContactTagUpdate", "thing": "{ann}",
    "state": "done", "tries": 1, "status": 200, "webhookId": "{tags}", "eventId": "{event:uuid}"}]}
  GET /webhooks/deliveries/{told}
  expect 200 {"delivery": {"id": "{told}", "state": "done"},
    "attempts": [{"n": 1, "status": 200, "said": "{\"taken\":true}", "error": "{absent}"}],
    "request": {"url": "{peer}/receive/tags", "rebuilt": true,
      "headers": {"deliveryId": "{told}", "X-Groundlevel-Try": "1"}}}
  GET /webhooks/deliveries?webhookId={all}
  soon 200 {"deliveries": [{"type": "NoteCreate", "thing": "{note}", "state": "done"},
    {"type": "ContactTagUpdate", "thing": "{ann}", "state": "done"},
    {"type": "ContactCreate", "thing": "{ann}", "state": "done", "id": "{first:text}"}]}
  GET /webhooks/deliveries?webhookId={all}&thing={note}
  expect 200 {"deliveries": [{"type": "NoteCreate"}]}
  GET /webhooks/deliveries?type=ContactCreate
  expect 200 {"deliveries": [{"id": "{first}"}]}
  GET /webhooks/deliveries?webhookId={all}&before={first}
  expect 200 {"deliveries": []}
  GET /webhooks/deliveries?webhookId={all}&state=failed
  expect 200 {"deliveries": []}
# The receiver has what the log says, and the headers that were asked for.
client peer
  DELETE /control
client
  POST /webhooks/deliveries/{first}/again
  expect 201 {"delivery": {"id": "{second:text}", "type": "ContactCreate", "state": "ready"}}
client peer
  GET /control?type=hook
  soon 200 {"things": [{"at": "all", "deliveryid": "{second}", "x-groundlevel-try": "1",
    "x-groundlevel-sequence": "{sequence:text}", "authorization": "Bearer of-theirs",
    "x-own": "ours", "x-ghl-signature": "{text}", "webhook-signature": "{text}",
    "content-type": "application/json",
    "body": {"type": "ContactCreate", "locationId": "{location}", "appId": "{app}",
      "versionId": "{app}", "id": "{ann}", "firstName": "Ann", "timestamp": "{instant}",
      "webhookId": "{uuid}"}}]}
client
  POST /webhooks/again {"webhookId": "{all}", "dry": true}
  soon 200 {"again": 4, "more": false}
  POST /webhooks/again {"webhookId": "{all}", "type": "NoteCreate", "states": ["done"]}
  expect 200 {"again": 1, "more": false, "next": "{text}"}
client peer
  GET /control?type=hook
  soon 200 {"things": [{"body": {"type": "ContactCreate"}},
    {"body": {"type": "NoteCreate", "body": "Héllo \"you\" \u2028 / \\ 😀"}}]}
client nobody
  header -Version
  GET /webhooks/key
  expect 200 {"keys": [{"id": "{id}", "alg": "Ed25519", "publicKey": "{text}", "pem": "{text}"}]}
client
  POST /webhooks/{all}/test {"type": "NoteCreate"}
  expect 200 {"attempt": {"n": 1, "status": 200, "error": "{absent}"},
    "request": {"rebuilt": false, "headers": {"Authorization": "(kept, and not shown)"}}}
client other
  GET /webhooks/deliveries/{told}
  expect 404 {"message": "Delivery not found"}
  POST /webhooks/deliveries/{told}/again
  expect 404 {"message": "Delivery not found"}
  GET /webhooks/deliveries?webhookId={all}
  expect 200 {"deliveries": []}

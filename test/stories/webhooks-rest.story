story   who wants nothing any more, or takes nothing for three days, rests; what it missed waits for it
peer
client peer
  POST /control {"plans": [{"on": "hook", "status": 410, "times": 1}]}
client
  POST /webhooks {"url": "{peer}/receive/a", "types": ["ContactCreate", "ContactTagUpdate"]}
  expect 201 {"webhook": {"id": "{w:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /webhooks/{w}
  soon 200 {"webhook": {"state": "resting", "waiting": 1,
    "stateReason": "the receiver says that it wants nothing any more (410)"}}
  POST /contacts/{ann}/tags {"tags": ["gold"]}
  expect 201
  clock +2 hours
  # Another is told of something now: who sends has looked around.
  POST /webhooks {"url": "{peer}/receive/b", "types": ["NoteCreate"]}
  expect 201 {"webhook": {"id": "{b:id}"}}
  POST /contacts/{ann}/notes {"body": "one"}
  expect 201
  GET /webhooks/deliveries?webhookId={b}
  soon 200 {"deliveries": [{"state": "done"}]}
  GET /webhooks/deliveries?webhookId={w}
  expect 200 {"deliveries": [{"state": "retry", "tries": 1}]}
  PUT /webhooks/{w} {"state": "on"}
  expect 200 {"webhook": {"state": "on", "stateReason": "{absent}"}}
  GET /webhooks/deliveries?webhookId={w}
  soon 200 {"deliveries": [{"type": "ContactTagUpdate", "state": "done"},
    {"type": "ContactCreate", "state": "done", "tries": 2}]}
# Three days of nothing but failures.
client peer
  POST /control {"plans": [{"on": "hook", "status": 500, "times": 0}]}
client
  POST /contacts/{ann}/tags {"tags": ["silver"]}
  expect 201
  GET /webhooks/{w}
  soon 200 {"webhook": {"state": "on", "downSince": "{instant}"}}
  clock +1 days
  GET /webhooks/deliveries?state=retry
  soon 200 {"deliveries": [{"tries": 2}]}
  clock +1 days
  GET /webhooks/deliveries?state=retry
  soon 200 {"deliveries": [{"tries": 3}]}
  clock +1 days
  GET /webhooks/{w}
  soon 200 {"webhook": {"state": "resting",
    "stateReason": "the receiver has taken nothing for three days", "waiting": 1}}
  clock +1 days
  GET /webhooks/deliveries?state=retry
  expect 200 {"deliveries": [{"tries": 4}]}
client peer
  DELETE /control
client
  PUT /webhooks/{w} {"state": "on"}
  expect 200
  GET /webhooks/deliveries?state=retry
  soon 200 {"deliveries": []}
client peer
  GET /control?type=hook
  soon 200 {"things": [{"body": {"type": "ContactTagUpdate"}}]}

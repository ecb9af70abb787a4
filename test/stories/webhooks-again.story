story   who answers 503 is asked again later; the next of the same thing waits, others do not
peer
client peer
  POST /control {"plans": [{"on": "hook", "status": 503, "times": 2}]}
client
  POST /webhooks {"url": "{peer}/receive/a", "types": ["ContactCreate", "ContactTagUpdate", "NoteCreate"]}
  expect 201 {"webhook": {"id": "{w:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"id": "{create:text}", "state": "retry", "tries": 1, "status": 503,
    "error": "It answered 503."}]}
  POST /contacts/{ann}/tags {"tags": ["gold"]}
  expect 201
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"id": "{tag:text}", "state": "behind", "tries": 0},
    {"id": "{create}", "state": "retry"}]}
  POST /webhooks/deliveries/{tag}/again
  expect 400 {"message": "It waits for the one before it, which is about the same thing"}
  GET /webhooks/{w}
  expect 200 {"webhook": {"state": "on", "waiting": 2, "downSince": "{instant}"}}
  clock +10 seconds
  GET /webhooks/deliveries/{create}
  soon 200 {"delivery": {"state": "retry", "tries": 2}, "attempts": [{"status": 503}, {"status": 503}]}
  clock +20 seconds
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"id": "{tag}", "state": "done", "tries": 1},
    {"id": "{create}", "state": "done", "tries": 3}]}
  GET /webhooks/{w}
  expect 200 {"webhook": {"downSince": "{absent}", "okAt": "{instant}", "waiting": 0}}
client peer
  GET /control?type=hook
  expect 200 {"things": [{"deliveryid": "{create}", "x-groundlevel-try": "3"},
    {"deliveryid": "{tag}", "x-groundlevel-try": "1"}]}
# What is asked for is given: Retry-After, in whatever spelling, six hours at most.
client peer
  POST /control {"plans": [{"on": "hook", "status": 429, "times": 1, "retryAfter": 3600}]}
client
  POST /contacts/{ann}/notes {"body": "one"}
  expect 201
  GET /webhooks/deliveries?type=NoteCreate
  soon 200 {"deliveries": [{"id": "{note:text}", "state": "retry", "status": 429}]}
  POST /contacts/{ann}/tags {"tags": ["silver"]}
  expect 201
  clock +50 minutes
  GET /webhooks/deliveries?state=ready
  soon 200 {"deliveries": [{"type": "ContactTagUpdate"}]}
  GET /webhooks/deliveries/{note}
  expect 200 {"delivery": {"state": "retry", "tries": 1}}
  clock +11 minutes
  GET /webhooks/deliveries/{note}
  soon 200 {"delivery": {"state": "done", "tries": 2}}
  GET /webhooks/deliveries?state=ready
  soon 200 {"deliveries": []}

story   one event that a receiver refuses holds up the next of its thing for ten minutes, not for days
peer
client peer
  POST /control {"plans": [{"on": "hook", "status": 400, "times": 5, "retryAfter": 700}]}
client
  POST /webhooks {"url": "{peer}/receive/a", "types": ["ContactCreate", "ContactTagUpdate"]}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"id": "{create:text}", "state": "retry", "tries": 1, "status": 400}]}
  POST /contacts/{ann}/tags {"tags": ["gold"]}
  expect 201
  clock +12 minutes
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"state": "behind"}, {"id": "{create}", "state": "retry", "tries": 2}]}
  clock +12 minutes
  GET /webhooks/deliveries/{create}
  soon 200 {"delivery": {"state": "retry", "tries": 3}}
  clock +12 minutes
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"state": "behind"}, {"id": "{create}", "state": "retry", "tries": 4}]}
  clock +12 minutes
  GET /webhooks/deliveries
  soon 200 {"deliveries": [{"type": "ContactTagUpdate", "state": "done"},
    {"id": "{create}", "state": "retry", "tries": 5}]}
  clock +12 minutes
  GET /webhooks/deliveries/{create}
  soon 200 {"delivery": {"state": "done", "tries": 6}}

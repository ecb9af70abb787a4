story   a secret is in the first reply and nowhere else: not in a replay, not in the steps of a run
client agency
  header Idempotency-Key: once
  POST /tokens {"name": "Once", "class": "company"}
  expect 201 {"token": {"id": "{made:id}", "secret": "{first:text}"}}
  header Idempotency-Key: once
  POST /tokens {"name": "Once", "class": "company"}
  expect 201 {"token": {"id": "{made}", "name": "Once", "secret": "(a secret: shown once, kept nowhere)"}}
client
  POST /calendars/ {"locationId": "{location}", "name": "Talks"}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
  header Idempotency-Key: feed
  POST /calendars/{calendar}/feed
  expect 201 {"feed": {"path": "{address:text}"}}
  header Idempotency-Key: feed
  POST /calendars/{calendar}/feed
  expect 201 {"feed": {"path": "(a secret: shown once, kept nowhere)"}}
  GET {address}
  expect 200
  # a flow that makes one does not learn it
  POST /flows/apply {"files": ["{\"flow\": \"feeds\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"f\", \"call\": \"POST\", \"path\": \"/calendars/{calendar}/feed\"}, {\"call\": \"PUT\", \"path\": \"/flows/secrets/word\", \"set\": {\"value\": \"correct horse\"}}]}"]}
  expect 200
  POST /flows/feeds/run {"data": {}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  GET /flows/runs/{run}
  expect 200 {"steps": [
    {"path": "2", "requestJson": "{\"value\":\"(a secret: shown once, kept nowhere)\"}"},
    {"path": "f", "outJson": "{out:text}"}]}

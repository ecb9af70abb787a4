story   a clock that is set a year ahead deletes nothing, until it has stood long or a person agrees
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"broken\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"get\": \"highlevel.contact\", \"where\": {\"contactId\": \"nobody\"}}]}"]}
  POST /flows/broken/run {"data": {}}
  expect 202 {"run": {"id": "{failed:whole}"}}
  GET /flows/runs/{failed}
  soon 200 {"run": {"state": "failed"}}
  GET /events?limit=1
  expect 200 {"next": "{first:text}"}
  header Idempotency-Key: once
  POST /contacts/ {"locationId": "{location}", "firstName": "Once"}
  expect 201 {"contact": {"id": "{once:id}"}}
  GET /health
  expect 200 {"status": "ok", "notes": "{absent}"}

  # ahead for a minute: while it is, it is told
  clock jumps +400 days
  GET /health
  soon 200 {"status": "ok", "notes": ["The clock is 400 days ahead of the time that has passed: what is kept for a time is kept until the clock has stood for long, or agree-clock says that it is right."]}
  header Idempotency-Key: once
  POST /contacts/ {"locationId": "{location}", "firstName": "Once"}
  expect 201 {"contact": {"id": "{once}"}}
  expect header Idempotency-Replayed true
  GET /events?since={first}
  expect 200
  clock +1 minute
  GET /events?since={first}
  expect 200
  GET /flows/runs/{failed}
  expect 200
  # and also for who starts with such a clock
  restart
  GET /health
  soon 200 {"notes": ["{text}"]}
  GET /flows/runs/{failed}
  expect 200
  GET /events?since={first}
  expect 200
  clock jumps -400 days
  GET /health
  soon 200 {"notes": "{absent}"}
  GET /flows/runs/{failed}
  expect 200

  # two hours are a day
  clock jumps +400 days
  GET /health
  soon 200 {"notes": ["{text}"]}
  clock +3 hours
  GET /health
  soon 200 {"notes": ["The clock is 399 days ahead of the time that has passed: what is kept for a time is kept until the clock has stood for long, or agree-clock says that it is right."]}
  GET /events?since={first}
  expect 200
  GET /flows/runs/{failed}
  expect 200

  # a person says so
  POST /groundlevel/clock
  expect 401
client agency
  POST /groundlevel/clock
  expect 200 {"clock": "{instant}"}
  GET /health
  soon 200 {"notes": "{absent}"}
client
  GET /flows/runs/{failed}
  soon 404
  GET /events?since={first}
  soon 410

story   whatever pause another server asks for, it is told with its time, a day at most, and a check of the connection ends it
peer
client peer
  POST /control {"plans": [
    {"on": "create-contact", "headers": {"x-ratelimit-daily-remaining": "0", "x-ratelimit-daily-reset": "3584111777000"}},
    {"on": "create-contact", "after": 2, "times": 1, "status": 429, "retryAfter": 31536000}]}
client
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201 {"connection": {"id": "{hl:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"one\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"retry\": {\"for\": \"1h\"}, \"do\": [{\"post\": \"highlevel.contact\", \"use\": \"hl\", \"set\": {\"email\": \"{{ x.email }}\"}}]}"]}
  # a day's end in milliseconds since 1970, far ahead
  POST /flows/one/run {"data": {"email": "a@example.com"}}
  expect 202 {"run": {"id": "{first:whole}"}}
  GET /flows/runs/{first}
  soon 200 {"run": {"state": "done"}}
  GET /connections/{hl}
  expect 200 {"connection": {"state": "busy", "stateReason": "{why:text}"}}
  POST /flows/one/run {"data": {"email": "b@example.com"}}
  expect 202 {"run": {"id": "{second:whole}"}}
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "sending"}}
  clock +23 hours
  GET /flows/runs/{second}
  expect 200 {"run": {"state": "sending"}}
  clock +2 hours
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "done"}}
  GET /connections/{hl}
  soon 200 {"connection": {"state": "ok", "stateReason": "{absent}"}}
  # a year, at the first try
  POST /flows/one/run {"data": {"email": "c@example.com"}}
  expect 202 {"run": {"id": "{third:whole}"}}
  GET /connections/{hl}
  soon 200 {"connection": {"state": "busy", "stateReason": "{why2:text}"}}
  GET /flows/runs/{third}
  expect 200 {"run": {"state": "sending"}}
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "ok"}}
  GET /flows/runs/{third}
  soon 200 {"run": {"state": "done"}}
client peer
  GET /control
  expect 200 {"made": {"contact": 3}}

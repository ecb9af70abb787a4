story   a clock that jumps an hour takes nobody's work away and holds nothing up
peer
clock to 10:00 # no jump of an hour meets the time that `daily` keeps
client peer
  POST /control {"plans": [{"on": "create-contact", "times": 1, "status": 429, "retryAfter": 600},
    {"on": "create-contact", "after": 1, "times": 1, "waitMs": 3000}]}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"make\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"retry\": {\"for\": \"30m\"}, \"do\": [{\"post\": \"highlevel.contact\", \"use\": \"hl\", \"set\": {\"email\": \"{{ x.email }}\"}}]}", "{\"flow\": \"tags\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.location.tags\", \"every\": \"1m\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ tag.name }}\"}}]}", "{\"flow\": \"daily\", \"enabled\": true, \"on\": {\"at\": \"0 7 * * *\", \"zone\": \"Europe/Berlin\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"good morning\"}}]}"]}
  clock +1 minute
  GET /flows/tags
  soon 200 {"flow": {"lookedAt": "{instant}"}}

  # a pause of ten minutes does not become one of seventy
  POST /flows/make/run {"data": {"email": "a@example.com"}}
  expect 202 {"run": {"id": "{first:whole}"}}
  GET /flows/runs/{first}
  soon 200 {"effects": [{"state": "retry"}]}
  clock jumps -1 hour
  # the second answers late: nobody else takes it, whatever the clock says
  GET /flows/runs/{first}
  soon 200 {"effects": [{"state": "sending"}]}
  clock jumps +1 hour
  GET /flows/runs/{first}
  soon 200 {"run": {"state": "done"}}
client peer
  GET /control
  expect 200 {"asked": {"create-contact": 2}, "made": {"contact": 1}}

  # a year ahead, and back: polls, schedules and new work go on
client
  clock jumps +365 days
  POST /locations/{location}/tags {"name": "vip"}
  expect 200
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "{text}"}, {"body": "{text}"}]}
  clock jumps -365 days
  clock jumps -1 hour
  POST /locations/{location}/tags {"name": "star"}
  clock +2 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "{text}"}, {"body": "{text}"}, {"body": "created star"}]}
  POST /flows/make/run {"data": {"email": "b@example.com"}}
  expect 202 {"run": {"id": "{second:whole}"}}
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "done"}}
  # the next morning was called while the clock was ahead; the one after comes
  clock +24 hours
  POST /locations/{location}/tags {"name": "moon"}
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "{text}"}, {"body": "{text}"}, {"body": "created moon"}, {"body": "created star"}]}
  clock +24 hours
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "{text}"}, {"body": "{text}"}, {"body": "good morning"}, {"body": "created moon"}, {"body": "created star"}]}

story   what a flow may not send today goes out tomorrow, and while much waits no more is looked for
peer
client peer
client
  clock to 10:00
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201
  # what cannot be a limit
  POST /flows/apply {"files": ["{\"flow\": \"bad\", \"on\": {\"manual\": \"x\"}, \"limits\": {\"items\": 0, \"effects\": \"many\", \"queued\": 1000000, \"itmes\": 5}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422 {"message": ["file: limits.itmes is not known here; did you mean 'items'?"]}
  POST /flows/apply {"files": ["{\"flow\": \"bad\", \"on\": {\"manual\": \"x\"}, \"limits\": {\"items\": 0, \"effects\": \"many\", \"queued\": 1000000}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422 {"message": ["file: limits.items must be a number from 1 to 10000", "file: limits.effects must be a number from 1 to 1000000", "file: limits.queued must be a number from 1 to 100000"]}
  # items of a loop
  POST /flows/apply {"files": ["{\"flow\": \"loop\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"limits\": {\"items\": 2}, \"do\": [{\"for_each\": {\"in\": \"{{ x.list }}\", \"as\": \"i\", \"key\": \"{{ i }}\", \"do\": [{\"if\": \"{{ i == 'never' }}\", \"then\": [{\"stop\": \"x\"}]}]}}]}"]}
  POST /flows/loop/run {"data": {"list": ["a", "b"]}}
  expect 202 {"run": {"id": "{two:whole}"}}
  GET /flows/runs/{two}
  soon 200 {"run": {"state": "done"}}
  POST /flows/loop/run {"data": {"list": ["a", "b", "c"]}}
  expect 202 {"run": {"id": "{three:whole}"}}
  GET /flows/runs/{three}
  soon 200 {"run": {"state": "failed", "reason": "do[0]: more than 2 items"}}
  # effects of a day
  POST /flows/apply {"files": [
    "{\"flow\": \"told\", \"enabled\": true, \"on\": {\"manual\": \"alert\"}, \"do\": [{\"stop\": \"{{ alert.cause }}: {{ alert.text }}\"}]}",
    "{\"flow\": \"many\", \"enabled\": true, \"on\": {\"manual\": \"batch\"}, \"limits\": {\"effects\": 5}, \"alert\": {\"after\": \"9 failures\", \"to\": \"flow:told\"}, \"do\": [{\"for_each\": {\"in\": \"{{ batch.people }}\", \"as\": \"p\", \"key\": \"{{ p }}\", \"do\": [{\"post\": \"highlevel.contact\", \"use\": \"hl\", \"set\": {\"email\": \"{{ p }}@example.com\"}}]}}]}"]}
  POST /flows/many/run {"data": {"people": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/many
  soon 200 {"flow": {"sentToday": 5, "underWay": 1}}
  clock +2 minutes
  GET /flows/runs?flow=told
  soon 200 {"runs": [{"state": "stopped", "reason": "limit: The flow 'many' has sent 5 effects today, as many as it may; the rest goes out tomorrow."}]}
client peer
  GET /control
  expect 200 {"made": {"contact": 5}}
client
  clock +1 day
  GET /flows/many
  soon 200 {"flow": {"sentToday": 5}}
client peer
  GET /control
  soon 200 {"made": {"contact": 10}}
client
  clock +1 day
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  GET /flows/many
  expect 200 {"flow": {"sentToday": 2, "underWay": 0}}
client peer
  GET /control
  expect 200 {"made": {"contact": 12}}
  # runs under way
  POST /control {"plans": [{"on": "create-contact", "after": 0, "times": 0, "status": 503, "execute": false}]}
client
  clock +1 minute
  repeat 70 POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  clock +1 minute
  repeat 60 POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"copy\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.contact\", \"start\": \"all\", \"every\": \"1m\"}, \"limits\": {\"queued\": 20}, \"do\": [{\"post\": \"highlevel.contact\", \"use\": \"hl\", \"set\": {\"email\": \"{{ contact.id }}@example.com\"}}]}"]}
  GET /flows/copy
  soon 200 {"flow": {"underWay": 100}}
  clock +5 minutes
  GET /contacts/?locationId={location}&limit=1
  expect 200
  GET /flows/copy
  expect 200 {"flow": {"underWay": 100}}
client peer
  DELETE /control
  POST /control {"rate": {"max": 1000, "intervalMs": 10000}}
client
  clock +2 hours
  GET /flows/copy
  soon 200 {"flow": {"sentToday": 130, "underWay": 0}}
client peer
  GET /control
  expect 200 {"made": {"contact": 130}}

story   what is old goes: events, runs and what they said; what comes twice is known longer
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"intake\", \"enabled\": true, \"on\": {\"hook\": \"intake\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ form.name }}\"}}]}", "{\"flow\": \"broken\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"get\": \"highlevel.contact\", \"where\": {\"contactId\": \"nobody\"}}]}", "{\"flow\": \"slow\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"wait\": {\"for\": \"60d\"}}, {\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"at last\"}}]}"]}
  GET /flows/intake
  expect 200 {"flow": {"hookPath": "{hook:text}"}}
client nobody
  header webhook-id: one
  POST {hook} {"name": "Zed"}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "Zed"}]}
  POST /flows/broken/run {"data": {}, "key": "once"}
  expect 202 {"run": {"id": "{failed:whole}"}}
  POST /flows/slow/run {"data": {}}
  expect 202 {"run": {"id": "{waiting:whole}"}}
  GET /flows/runs/{waiting}
  soon 200 {"run": {"state": "waiting"}}
  GET /flows/runs/{failed}
  soon 200 {"run": {"state": "failed"}}
  GET /flows/runs?flow=intake
  expect 200 {"runs": [{"id": "{done:whole}", "state": "done"}]}
  GET /events?limit=1
  expect 200 {"next": "{first:text}"}
  GET /events?since={first}
  expect 200 {"next": "{last:text}"}

  clock +29 days
  GET /events?since={first}
  expect 200
  GET /flows/runs/{done}
  expect 200

  # a month: events and what went well
  clock +2 days
  GET /events?since={first}
  soon 410
  GET /events?since={last}
  expect 200 {"events": []}
  GET /events
  expect 200 {"events": []}
  GET /flows/runs/{done}
  soon 404
  GET /flows/runs/{failed}
  expect 200 {"run": {"state": "failed"}}
  POST /flows/broken/run {"data": {}, "key": "once"}
  expect 400
client nobody
  header webhook-id: one
  POST {hook} {"name": "Zed"}
  expect 202 {"kept": false}
client

  # a change is an event again, and nobody who went on missed it
  PUT /contacts/{keeper} {"firstName": "Kept"}
  GET /events?since={last}
  expect 200 {"events": [{"type": "ContactUpdate"}]}

  # what waits is not old
  clock +30 days
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "at last"}, {"body": "Zed"}]}
  GET /flows/runs/{waiting}
  soon 200 {"run": {"state": "done"}}
  GET /flows/runs/{failed}
  expect 200

  # a season: what failed; its key is known on
  clock +31 days
  GET /flows/runs/{failed}
  soon 404
  POST /flows/broken/run {"data": {}, "key": "once"}
  expect 400
  clock +312 days
client nobody
  header webhook-id: one
  POST {hook} {"name": "Zed"}
  soon 202 {"kept": true}

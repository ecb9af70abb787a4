story   a run that asks twice goes on after each answer
peer
client peer
  POST /control {"plans": [{"on": "create-contact", "times": 2, "status": 502, "execute": true}]}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"say\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"for_each\": {\"in\": \"{{ x.people }}\", \"as\": \"p\", \"key\": \"{{ p }}\", \"do\": [{\"id\": \"c\", \"call\": \"POST\", \"path\": \"/contacts/\", \"use\": \"hl\", \"set\": {\"locationId\": \"peerlocation00000000\", \"email\": \"{{ p }}@example.com\"}}, {\"id\": \"k\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ p }}\"}}]}}]}"]}
  POST /flows/say/run {"data": {"people": ["one", "two"]}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "asking"}, "effects": [{"state": "uncertain"}, {"state": "uncertain"}]}
  GET /flows/decisions
  expect 200 {"decisions": [{"id": "{first:whole}"}, {"id": "{second:whole}"}]}
  POST /flows/decisions/{first} {"choice": "done", "result": {"id": "seen"}}
  GET /contacts/{keeper}/notes
  soon 200 {"notes": ["{any}"]}
  GET /flows/runs/{run}
  expect 200 {"run": {"state": "asking", "reason": "{text}"}}
  POST /flows/decisions/{second} {"choice": "done", "result": {"id": "seen"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  GET /contacts/{keeper}/notes
  expect 200 {"notes": ["{any}", "{any}"]}

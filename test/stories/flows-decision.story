story   what nobody can know is asked of a person
peer
client peer
  POST /control {"plans": [{"on": "create-contact", "times": 1, "status": 502, "execute": true}]}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"say\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"call\": \"POST\", \"path\": \"/contacts/\", \"use\": \"hl\", \"set\": {\"locationId\": \"peerlocation00000000\", \"email\": \"u@example.com\"}}, {\"id\": \"k\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"on\"}}]}"]}
  POST /flows/say/run {"data": {}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "asking"}, "effects": [{"class": "U", "state": "uncertain"}]}
  GET /flows/decisions
  expect 200 {"decisions": [{"id": "{decision:whole}", "kind": "uncertain", "flow": "say"}]}
  POST /flows/decisions/{decision} {"choice": "done", "result": {"id": "seen"}}
  expect 200 {"decision": {"choice": "done"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  GET /contacts/{keeper}/notes
  expect 200 {"notes": [{"body": "on"}]}
  GET /flows/decisions
  expect 200 {"decisions": []}
client peer
  GET /control
  expect 200 {"made": {"contact": 1}}

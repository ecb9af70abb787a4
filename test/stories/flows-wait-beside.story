story   a wait ends in time though something else of the same run is tried again and again
peer
client peer
  POST /control {"plans": [{"on": "create-contact", "times": 0, "status": 503}]}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"for_each\": {\"in\": \"{{ x.people }}\", \"as\": \"p\", \"key\": \"{{ p }}\", \"do\": [{\"id\": \"w\", \"if\": \"{{ p == 'slow' }}\", \"then\": [{\"wait\": {\"for\": \"2h\"}}, {\"id\": \"k\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ p }}\"}}], \"else\": [{\"id\": \"c\", \"post\": \"highlevel.contact\", \"use\": \"hl\", \"set\": {\"email\": \"{{ p }}@example.com\"}}]}]}}]}"]}
  POST /flows/both/run {"data": {"people": ["slow", "failing"]}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "sending"}, "effects": [{"state": "retry"}]}
  clock +3 hours
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "slow"}]}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "sending"}, "effects": [{"state": "retry"}]}

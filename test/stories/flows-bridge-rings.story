story   when a site rings, what changed there is looked at now and not at the next turn
peer
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
client peer
  POST /control {"bridge": true}
  POST /wp-json/wp/v2/users {"username": "a", "email": "a@example.com", "password": "x"}
  expect 201 {"id": "{a:whole}"}
client
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "{peer}", "secret": "7K4M-9XQP"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  POST /flows/apply {"files": ["{\"flow\": \"in\", \"enabled\": true, \"on\": {\"poll\": \"bridge.members\", \"use\": \"site\", \"every\": \"15m\", \"start\": \"all\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ member.email }}\"}}]}"]}
  clock +1 minute
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "a@example.com"}]}
client peer
  POST /wp-json/wp/v2/users {"username": "b", "email": "b@example.com", "password": "x"}
  expect 201
client site
  POST /bridge/ring {"site": "peer1", "at": 1}
  expect 200
client
  clock +2 seconds
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "b@example.com"}, {}]}

story   a trigger that cannot look is refused when it is switched on, and shown where people look
peer
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"p\", \"on\": {\"poll\": \"accessally.members\", \"use\": \"site\", \"every\": \"1m\"}, \"do\": [{\"stop\": \"seen\"}]}"]}
client peer
  POST /control {"plans": [{"on": "wordpress-list-users", "status": 403, "times": 0}]}
client
  POST /flows/check {"live": true, "file": "{\"flow\": \"p\", \"on\": {\"poll\": \"accessally.members\", \"use\": \"site\", \"every\": \"1m\"}, \"do\": [{\"stop\": \"seen\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on", "why": "{text}"}]}
  POST /flows/p/enable
  expect 409 {"message": "{text}"}
  GET /flows
  expect 200 {"flows": [{"slug": "p", "state": "off", "enabled": false}]}
  # who insists sees it in the lists
  POST /flows/p/enable {"force": true}
  expect 200 {"flow": {"state": "on"}}
  clock +1 minute
  GET /flows
  soon 200 {"flows": [{"slug": "p", "state": "failing", "lookError": "{text}"}]}
  GET /flows/p
  expect 200 {"flow": {"state": "failing", "lookError": "{text}"}}
  GET /connections
  expect 200 {"connections": [{"name": "site", "lookError": "{text}"}]}
client peer
  DELETE /control
client
  clock +1 hour
  GET /flows
  soon 200 {"flows": [{"slug": "p", "state": "on", "lookError": "{absent}"}]}
  POST /flows/check {"live": true, "file": "{\"flow\": \"p\", \"on\": {\"poll\": \"accessally.members\", \"use\": \"site\", \"every\": \"1m\"}, \"do\": [{\"stop\": \"seen\"}]}"}
  expect 200 {"ok": true}

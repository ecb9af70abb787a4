story   a field that a site drops without a word is a failure that says which
peer
client peer
  POST /control {"user": "ann", "password": "abcd", "meta": ["level"]}
  header Authorization: Basic YW5uOmFiY2Q=
  POST /wp-json/wp/v2/users {"username": "zed", "email": "zed@example.com", "password": "x"}
  expect 201
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"fields\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"put\": \"accessally.member.fields\", \"use\": \"site\", \"where\": {\"email\": \"{{ x.email }}\"}, \"set\": {\"level\": \"{{ x.level }}\", \"renews\": \"{{ x.renews }}\"}}]}"]}
  expect 200
  POST /flows/fields/run {"data": {"email": "ZED@example.com", "level": "gold"}}
  expect 202 {"run": {"id": "{first:whole}"}}
  GET /flows/runs/{first}
  soon 200 {"run": {"state": "done"}}
  POST /flows/fields/run {"data": {"email": "zed@example.com", "level": "gold", "renews": "2030"}}
  expect 202 {"run": {"id": "{second:whole}"}}
  # for half a minute it may be a plugin that is just renewed
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "sending"}, "effects": ["{any}", {"state": "retry", "tries": 1}]}
  clock +1 minute
  GET /flows/runs/{second}
  soon 200 {"effects": ["{any}", {"state": "retry", "tries": 2}]}
  clock +1 minute
  GET /flows/runs/{second}
  soon 200 {"effects": ["{any}", {"state": "retry", "tries": 3}]}
  clock +1 minute
  GET /flows/runs/{second}
  soon 200 {"effects": ["{any}", {"state": "retry", "tries": 4}]}
  clock +1 minute
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "failed", "reason": "The other side dropped a field without a word (200: meta.renews is not registered there, only level)."}}

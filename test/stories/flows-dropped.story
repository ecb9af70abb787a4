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
  # for a while it may be a plugin that is just renewed: it is tried again, at times that nobody knows
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "sending"}, "effects": ["{any}", {"state": "retry"}]}
  clock +10 minutes
  POST /flows/fields/run {"data": {"email": "zed@example.com", "level": "silver 1"}}
  expect 202 {"run": {"id": "{r1:whole}"}}
  GET /flows/runs/{r1}
  soon 200 {"run": {"state": "done"}}
  clock +10 minutes
  POST /flows/fields/run {"data": {"email": "zed@example.com", "level": "silver 2"}}
  expect 202 {"run": {"id": "{r2:whole}"}}
  GET /flows/runs/{r2}
  soon 200 {"run": {"state": "done"}}
  clock +10 minutes
  POST /flows/fields/run {"data": {"email": "zed@example.com", "level": "silver 3"}}
  expect 202 {"run": {"id": "{r3:whole}"}}
  GET /flows/runs/{r3}
  soon 200 {"run": {"state": "done"}}
  clock +10 minutes
  POST /flows/fields/run {"data": {"email": "zed@example.com", "level": "silver 4"}}
  expect 202 {"run": {"id": "{r4:whole}"}}
  GET /flows/runs/{r4}
  soon 200 {"run": {"state": "done"}}
  clock +10 minutes
  POST /flows/fields/run {"data": {"email": "zed@example.com", "level": "silver 5"}}
  expect 202 {"run": {"id": "{r5:whole}"}}
  GET /flows/runs/{r5}
  soon 200 {"run": {"state": "done"}}
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "failed", "reason": "The other side dropped a field without a word (200: meta.renews is not registered there, only level)."}, "effects": ["{any}", {"state": "failed", "tries": 5}]}

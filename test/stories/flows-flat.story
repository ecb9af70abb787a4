story   what a step gives is the thing itself, whether the reply wraps it or not
peer
client peer
  POST /control {"user": "ann", "password": "abcd", "meta": ["level"]}
  header Authorization: Basic YW5uOmFiY2Q=
  POST /wp-json/wp/v2/users {"username": "zed", "email": "zed@example.com", "password": "x", "meta": {"level": "gold"}}
  expect 201 {"id": "{zed:whole}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"flat\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"m\", \"get\": \"accessally.member\", \"use\": \"site\", \"where\": {\"id\": \"{{ x.id }}\"}}, {\"id\": \"c\", \"get\": \"highlevel.contact\", \"where\": {\"id\": \"{keeper}\"}}, {\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ steps.c.id }}\"}, \"set\": {\"body\": \"{{ steps.m.email }} {{ steps.m.meta.level }}\"}}]}"]}
  POST /flows/flat/run {"data": {"id": {zed}}}
  expect 202
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "zed@example.com gold"}]}

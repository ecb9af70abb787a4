story   a site with the bridge is asked for what changed, its members' tags and fields too, and is written through it
peer
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
client peer
  POST /control {"bridge": true, "meta": ["level"], "pageMost": 2}
  POST /wp-json/wp/v2/users {"username": "a", "email": "a@example.com", "password": "x", "meta": {"level": "1"}}
  expect 201 {"id": "{a:whole}"}
  POST /wp-json/wp/v2/users {"username": "b", "email": "b@example.com", "password": "x"}
  POST /wp-json/wp/v2/users {"username": "c", "email": "c@example.com", "password": "x"}
  POST /wp-json/wp/v2/users {"username": "d", "email": "d@example.com", "password": "x"}
  POST /wp-json/wp/v2/users {"username": "e", "email": "e@example.com", "password": "x"}
  expect 201 {"id": "{e:whole}"}
client
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "{peer}", "secret": "7K4M-9XQP"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  # the first look has all, page by page
  POST /flows/apply {"files": ["{\"flow\": \"in\", \"enabled\": true, \"on\": {\"poll\": \"bridge.members\", \"use\": \"site\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ member.id || event.before.id }} {{ member.fields.level }} {{ join(',', member.tags || `[]`) }}\"}}]}"]}
  clock +1 minute
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{}, {}, {}, {}, {}]}
client peer
  GET /control
  expect 200 {"asked": {"bridge-changes": 3}}
  # and so has a preview
client
  POST /flows/in/preview {}
  expect 200 {"complete": true, "items": 5}
client peer
  GET /control
  expect 200 {"asked": {"bridge-changes": 6}}
  # a change is one request, and what it says has the tags
  POST /wp-json/groundlevel/v1/members {"members": [{"id": {a}, "fields": {"level": "2"}, "tags": {"add": ["3", "5"]}}]}
  expect 200 {"results": [{"status": 200}]}
client
  clock +2 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "updated {a} 2 3,5"}, {}, {}, {}, {}, {}]}
client peer
  GET /control
  expect 200 {"asked": {"bridge-changes": 7}}
  # who goes is told at once, without a walk
  DELETE /wp-json/wp/v2/users/{e}?force=true&reassign={a}
  expect 200
client
  clock +2 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "deleted {e}  "}, {}, {}, {}, {}, {}, {}]}
  # the database of the site was put back: all is read again, and nothing is handed over twice
client peer
  POST /control {"plans": [{"on": "bridge-changes", "after": 0, "times": 1, "status": 409, "execute": false}]}
client
  clock +2 minutes
  GET /flows/in
  soon 200 {"flow": {"lookedAt": "{instant}"}}
client peer
  GET /control
  soon 200 {"asked": {"bridge-changes": 12}}
client
  GET /contacts/{keeper}/notes
  expect 200 {"notes": [{}, {}, {}, {}, {}, {}, {}]}
  # once a day all are read, for what was changed past WordPress
  clock +1 day
  GET /flows/in
  soon 200 {"flow": {"lookedAt": "{instant}"}}
client peer
  GET /control
  soon 200 {"asked": {"bridge-changes": 15}}
client
  # writing: one member, with a status of its own
  POST /flows/apply {"files": [
    "{\"flow\": \"out\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"m\", \"upsert\": \"bridge.member\", \"use\": \"site\", \"set\": {\"email\": \"{{ x.email }}\", \"make\": \"{{ x.make }}\", \"fields\": {\"level\": \"gold\"}}}, {\"stop\": \"{{ steps.m.fields.level }}\"}]}",
    "{\"flow\": \"look\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"m\", \"get\": \"bridge.member\", \"use\": \"site\", \"where\": {\"email\": \"a@example.com\"}}, {\"stop\": \"{{ steps.m.fields.level }} {{ join(',', steps.m.tags) }}\"}]}",
    "{\"flow\": \"lost\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"upsert\": \"bridge.member\", \"use\": \"site\", \"set\": {\"email\": \"a@example.com\", \"fields\": {\"colour\": \"red\"}}}]}"]}
  POST /flows/out/run {"data": {"email": "new@example.com", "make": true}}
  expect 202 {"run": {"id": "{made:whole}"}}
  GET /flows/runs/{made}
  soon 200 {"run": {"state": "stopped", "reason": "gold"}}
  # the status of the one result counts, and what did not stay is no success
  POST /flows/out/run {"data": {"email": "nobody@example.com", "make": false}}
  expect 202 {"run": {"id": "{missing:whole}"}}
  GET /flows/runs/{missing}
  soon 200 {"run": {"state": "failed", "reason": "There is no such thing on the other side (404: There is no such member.)."}}
  POST /flows/lost/run {"data": {}}
  expect 202 {"run": {"id": "{dropped:whole}"}}
  GET /flows/runs/{dropped}
  soon 200 {"run": {"state": "failed", "reason": "The other side dropped a field without a word (200: it did not keep fields.colour)."}}
  # one is looked up
  POST /flows/look/run {"data": {}}
  expect 202 {"run": {"id": "{looked:whole}"}}
  GET /flows/runs/{looked}
  soon 200 {"run": {"state": "stopped", "reason": "2 3,5"}}

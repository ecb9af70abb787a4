story   what happened on a site is read from its beginning once, and then only what is new
peer
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
client peer
  POST /control {"bridge": true, "pageMost": 2}
  POST /happens {"kind": "form", "id": 1, "at": 1796000001, "body": {"plugin": "p", "form": "3", "title": "A", "fields": {"email": "a@x.org"}}}
  POST /happens {"kind": "form", "id": 2, "at": 1796000002, "body": {"plugin": "p", "form": "3", "title": "B", "fields": {"email": "b@x.org"}}}
  POST /happens {"kind": "form", "id": 3, "at": 1796000003, "body": {"plugin": "p", "form": "3", "title": "C", "fields": {"email": "c@x.org"}}}
client
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "{peer}", "secret": "7K4M-9XQP"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  POST /flows/apply {"files": ["{\"flow\": \"forms\", \"enabled\": true, \"on\": {\"poll\": \"bridge.forms\", \"use\": \"site\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ form.title }} {{ form.entry }} {{ form.fields.email }} {{ form.at }}\"}}]}"]}
  clock +1 minute
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "appeared C 3 c@x.org 2026-11-30T00:53:23.000Z"}, {}, {}]}
client peer
  GET /control
  expect 200 {"asked": {"bridge-changes": 2}}
client
  # a day later: one request, and not all pages again
  clock +25 hours
client peer
  GET /control
  soon 200 {"asked": {"bridge-changes": 3}}
  POST /happens {"kind": "form", "id": 4, "at": 1796090004, "body": {"plugin": "p", "form": "3", "title": "D", "fields": {"email": "d@x.org"}}}
client
  clock +2 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "created D 4 d@x.org 2026-12-01T01:53:24.000Z"}, {}, {}, {}]}
client peer
  GET /control
  expect 200 {"asked": {"bridge-changes": 4}}
  # the database was put back: all is read again, and nothing is handed over twice
  POST /control {"plans": [{"on": "bridge-changes", "after": 0, "times": 1, "status": 409, "execute": false}]}
client
  clock +2 minutes
  GET /flows/forms
  soon 200 {"flow": {"lookedAt": "{instant}"}}
client peer
  GET /control
  soon 200 {"asked": {"bridge-changes": 7}}
client
  GET /contacts/{keeper}/notes
  expect 200 {"notes": [{}, {}, {}, {}]}

story   before a flow is on, a preview counts what it would make, change and leave, and writes nothing
peer
client peer
  POST /wp-json/wp/v2/users {"username": "new", "email": "new@example.com", "first_name": "New", "password": "x"}
  POST /wp-json/wp/v2/users {"username": "old", "email": "old@example.com", "first_name": "Older", "password": "x"}
  POST /wp-json/wp/v2/users {"username": "same", "email": "same@example.com", "first_name": "Sam", "password": "x"}
  POST /wp-json/wp/v2/users {"username": "out", "email": "out@example.com", "first_name": "Out", "password": "x"}
  POST /control {"user": "ann", "password": "abcd", "meta": ["level"]}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 4}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /contacts/ {"locationId": "{location}", "email": "old@example.com", "firstName": "Old"}
  expect 201 {"contact": {"id": "{old:id}"}}
  POST /contacts/ {"locationId": "{location}", "email": "same@example.com", "firstName": "Sam", "tags": ["member"]}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"m\", \"on\": {\"poll\": \"accessally.members\", \"use\": \"site\", \"start\": \"all\"}, \"only\": \"{{ member.first_name != 'Out' }}\", \"do\": [{\"id\": \"c\", \"upsert\": \"highlevel.contact\", \"set\": {\"email\": \"{{ member.email }}\", \"firstName\": \"{{ member.first_name }}\"}}, {\"add\": \"highlevel.contact.tags\", \"where\": {\"contactId\": \"{{ steps.c.id }}\"}, \"set\": {\"tags\": [\"member\"]}}]}",
    "{\"flow\": \"u\", \"on\": {\"poll\": \"accessally.members\", \"use\": \"site\"}, \"do\": [{\"delete\": \"accessally.member\", \"use\": \"site\", \"where\": {\"id\": \"{{ member.id }}\", \"reassign\": 1}}]}",
    "{\"flow\": \"h\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"stop\": \"no\"}]}"]}
  expect 200
  POST /flows/m/preview {}
  expect 200 {"flow": "m", "complete": true, "startsAll": true, "items": 4, "made": 1, "changed": 1, "same": 1, "left": 1,
    "unclear": 0, "requests": 6, "wouldSend": 6,
    "samples": [{"asks": "upsert-contact", "field": "firstName", "before": "Old", "after": "Older"},
                {"asks": "add-contact-tags", "field": "tags", "before": [], "after": ["member"]}], "reasons": []}
  # nothing was made or changed, here or there
  GET /contacts/?locationId={location}
  expect 200 {"meta": {"total": 2}}
  GET /contacts/{old}
  expect 200 {"contact": {"firstName": "Old"}}
  GET /flows/runs
  expect 200 {"runs": []}
client peer
  GET /control
  expect 200 {"asked": {"wordpress-update-user": "{absent}", "wordpress-create-user": 4}}
client
  # as many as are wanted, and then it says that there are more
  POST /flows/m/preview {"items": 2}
  expect 200 {"complete": false, "items": 2}
  # what nobody can know is not guessed; how long it takes is said by the rate
  POST /flows/u/preview {}
  expect 200 {"items": 4, "unclear": 4, "made": 0, "wouldSend": 4, "seconds": 2, "startsAll": false,
    "reasons": [{"why": "what 'Delete User' would change cannot be read"}, "{more}"]}
  POST /flows/h/preview {}
  expect 422
client peer
  POST /control {"plans": [{"on": "wordpress-list-users", "status": 500}]}
client
  POST /flows/m/preview {}
  expect 409

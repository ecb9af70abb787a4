story   what goes on one side is followed as the file says, and does not come back
peer
client peer
  POST /control {"meta": []}
  POST /wp-json/wp/v2/users {"username": "ann", "email": "ann@example.com", "password": "x", "first_name": "Ann"}
  expect 201 {"id": "{annid:any}"}
  POST /wp-json/wp/v2/users {"username": "bob", "email": "bob@example.com", "password": "x", "first_name": "Bob"}
  expect 201 {"id": "{bobid:any}"}
  POST /wp-json/wp/v2/users {"username": "cid", "email": "cid@example.com", "password": "x", "first_name": "Cid"}
  expect 201 {"id": "{cidid:any}"}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201
  POST /connections/site/check
  expect 200 {"connection": {"state": "ok"}}
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"enabled\": true, \"sync\": {\"a\": {\"of\": \"highlevel.contacts\", \"making\": {\"tags\": [\"member\"]}}, \"b\": {\"use\": \"site\", \"of\": \"accessally.members\", \"making\": {\"username\": \"{{ email_norm(steps.a.email) }}\"}, \"deleting\": {\"reassign\": \"false\"}}, \"match\": [[\"email\", \"email\"]], \"unmatched\": {\"a\": \"create\", \"b\": \"create\"}, \"delete\": {\"a\": \"delete\", \"b\": \"remove_tag:member\"}, \"reconcile\": \"1m\", \"fields\": [{\"a\": \"email\", \"b\": \"email\"}, {\"a\": \"firstName\", \"b\": \"first_name\"}]}}"]}
  expect 200
  clock +2 minutes
  GET /flows/both/links?of={annid}
  soon 200 {"links": [{"a": "{ann:id}"}]}
  GET /flows/both/links?of={bobid}
  soon 200 {"links": [{"a": "{bob:id}"}]}
  GET /flows/both/links?of={cidid}
  soon 200 {"links": [{"a": "{cid:id}"}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"tags": ["member"]}}
  # a new contact is a member at once, with a password that nobody knows
  POST /contacts/ {"locationId": "{location}", "firstName": "Dan", "email": "dan@example.com"}
  expect 201 {"contact": {"id": "{dan:id}"}}
  GET /flows/both/links?of={dan}
  soon 200 {"links": [{"b": "{danid:any}"}]}
  GET /flows/runs?state=done&limit=1
  expect 200 {"runs": [{"id": "{made:whole}"}]}
client peer
  GET /wp-json/wp/v2/users/{danid}?context=edit
  expect 200 {"first_name": "Dan", "email": "dan@example.com", "username": "dan@example.com"}
client
  # the contact goes: so does the member
  DELETE /contacts/{ann}
  expect 200
  GET /flows/both/links?of={annid}
  soon 200 {"links": [{"state": "gone"}]}
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  soon 404
  # the member goes: the contact stays, without its tag
  DELETE /wp-json/wp/v2/users/{bobid}?force=true&reassign=false
  expect 200
client
  clock +2 minutes
  GET /contacts/{bob}
  soon 200 {"contact": {"tags": []}}
  GET /flows/both/links?of={bobid}
  soon 200 {"links": [{"a": "{bob}", "state": "gone"}]}
  # what happens to it afterwards makes no member
  PUT /contacts/{bob} {"firstName": "Robert"}
  expect 200
  clock +2 minutes
  GET /flows/runs?state=skipped&limit=1
  soon 200 {"runs": [{"reason": "what it was linked with has gone"}]}
client peer
  GET /control
  expect 200 {"asked": {"wordpress-create-user": 4}}

story   a sync asks a person where it would have to guess
peer
client peer
  POST /control {"meta": []}
  POST /wp-json/wp/v2/users {"username": "ann", "email": "ann@example.com", "password": "x", "first_name": "Ann"}
  expect 201 {"id": "{annid:any}"}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201
  POST /connections/site/check
  expect 200 {"connection": {"state": "ok"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"enabled\": true, \"sync\": {\"a\": {\"of\": \"highlevel.contacts\"}, \"b\": {\"use\": \"site\", \"of\": \"accessally.members\"}, \"match\": [[\"email\", \"email\"]], \"unmatched\": {\"b\": \"ask\"}, \"reconcile\": \"1m\", \"fields\": [{\"a\": \"email\", \"b\": \"email\"}, {\"a\": \"firstName\", \"b\": \"first_name\", \"wins\": \"ask\"}]}}"]}
  expect 200
  clock +2 minutes
  GET /flows/both/links?of={annid}
  soon 200 {"links": [{"a": "{ann}"}]}
  # both change the same, before either is looked at
  POST /flows/both/disable {}
  expect 200
client peer
  POST /wp-json/wp/v2/users/{annid} {"first_name": "Annie"}
  expect 200
client
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 200
  POST /flows/both/enable {}
  expect 200
  GET /flows/decisions
  soon 200 {"decisions": [{"id": "{one:whole}", "kind": "sync", "flow": "both",
    "reason": "Both sides changed 'firstName': a has 'Anna', b has 'Annie'. Which of them counts: a, b, or neither (skip)?"}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Anna"}}
  POST /flows/decisions/{one} {"choice": "b"}
  expect 200 {"decision": {"choice": "b"}}
  GET /contacts/{ann}
  soon 200 {"contact": {"firstName": "Annie"}}
  # a member whom nobody knows
client peer
  POST /wp-json/wp/v2/users {"username": "bob", "email": "bob@example.com", "password": "x", "first_name": "Bob"}
  expect 201 {"id": "{bobid:any}"}
client
  clock +2 minutes
  GET /flows/decisions
  soon 200 {"decisions": [{"id": "{two:whole}", "reason": "Nothing in 'highlevel.contacts' matches bob@example.com: is it to be made (retry), or left out (skip)?"}]}
  POST /flows/decisions/{two} {"choice": "retry"}
  expect 200
  GET /flows/both/links?of={bobid}
  soon 200 {"links": [{"a": "{bob:id}"}]}
  # what is written again and again in a short time looks like a loop
  clock +11 minutes
  PUT /contacts/{bob} {"firstName": "Bob1"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"first_name": "Bob1"}
client
  PUT /contacts/{bob} {"firstName": "Bob2"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"first_name": "Bob2"}
client
  PUT /contacts/{bob} {"firstName": "Bob3"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"first_name": "Bob3"}
client
  PUT /contacts/{bob} {"firstName": "Bob4"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"first_name": "Bob4"}
client
  PUT /contacts/{bob} {"firstName": "Bob5"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"first_name": "Bob5"}
client
  PUT /contacts/{bob} {"firstName": "Bob6"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"first_name": "Bob6"}
client
  PUT /contacts/{bob} {"firstName": "Bob7"}
  expect 200
  GET /flows/decisions
  soon 200 {"decisions": [{"id": "{three:whole}", "reason": "{why:any}"}]}
  GET /flows/runs?state=asking
  expect 200 {"runs": [{"state": "asking"}]}
  POST /flows/decisions/{three} {"choice": "retry"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"first_name": "Bob7"}
client
  # the sides are of a sync alone
  POST /flows/decisions/{three} {"choice": "a"}
  expect 409

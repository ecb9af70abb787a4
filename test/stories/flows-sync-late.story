story   a sync is not fooled by what is late, spelled otherwise, or taken back
peer
client peer
  POST /control {"meta": ["phone"]}
  POST /wp-json/wp/v2/users {"username": "ann", "email": "ann@example.com", "password": "x", "first_name": "Ann", "meta": {"phone": "(415) 555-0100"}}
  expect 201 {"id": "{annid:any}"}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201
  POST /connections/site/check
  expect 200 {"connection": {"state": "ok"}}
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"enabled\": true, \"sync\": {\"a\": {\"of\": \"highlevel.contacts\"}, \"b\": {\"use\": \"site\", \"of\": \"accessally.members\"}, \"match\": [[\"email\", \"email\"]], \"unmatched\": {\"b\": \"create\"}, \"reconcile\": \"1m\", \"fields\": [{\"a\": \"email\", \"b\": \"email\"}, {\"a\": \"firstName\", \"b\": \"first_name\", \"wins\": \"b\"}, {\"a\": \"phone\", \"b\": \"meta.phone\"}]}}"]}
  expect 200
  clock +2 minutes
  GET /flows/both/links?of={annid}
  soon 200 {"links": [{"a": "{ann:id}"}]}
  # a change here is written there, and taken back there before anybody looks: that is a change, too
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  soon 200 {"first_name": "Anna"}
  POST /wp-json/wp/v2/users/{annid} {"first_name": "Ann"}
  expect 200
client
  clock +2 minutes
  GET /contacts/{ann}
  soon 200 {"contact": {"firstName": "Ann"}}
  # our own writing, told back, is no change
  PUT /contacts/{ann} {"firstName": "Anja"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  soon 200 {"first_name": "Anja"}
client
  clock +2 minutes
  GET /flows/runs?state=skipped&limit=1
  soon 200 {"runs": [{"reason": "nothing has changed since both were agreed"}]}
  # the site fails; by the time it is asked again somebody has changed the same there, who counts
client peer
  POST /control {"plans": [{"on": "wordpress-update-user", "times": 1, "status": 503, "retryAfter": 600}]}
client
  PUT /contacts/{ann} {"firstName": "Late"}
  expect 200
client peer
  GET /control
  soon 200 {"statuses": {"503": 1}}
  POST /wp-json/wp/v2/users/{annid} {"first_name": "Latest"}
  expect 200
client
  clock +11 minutes
  GET /contacts/{ann}
  soon 200 {"contact": {"firstName": "Latest"}}
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  expect 200 {"first_name": "Latest"}
client
  # a side may spell a value in its own way: both keep theirs, and it is said
client peer
  POST /wp-json/wp/v2/users/{annid} {"meta": {"phone": "(415) 555-0199"}}
  expect 200
client
  clock +2 minutes
  GET /contacts/{ann}
  soon 200 {"contact": {"phone": "+14155550199"}}
  GET /flows/both/links
  soon 200 {"links": [{"state": "linked", "note": "a refused or altered phone"}]}
  # and that is no change either, when something else is
  PUT /contacts/{ann} {"firstName": "Ann"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  soon 200 {"first_name": "Ann", "meta": {"phone": "(415) 555-0199"}}
client
  clock +2 minutes
  GET /contacts/{ann}
  expect 200 {"contact": {"phone": "+14155550199"}}
  # what is refused fails, and says so; mended, it is looked at anew
client peer
  POST /control {"plans": [{"on": "wordpress-update-user", "times": 1, "status": 400}]}
client
  PUT /contacts/{ann} {"firstName": "Refused"}
  expect 200
  GET /flows/runs?state=failed
  soon 200 {"runs": [{"id": "{run:whole}"}]}
  POST /flows/runs/{run}/replay {}
  expect 202
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  soon 200 {"first_name": "Refused"}

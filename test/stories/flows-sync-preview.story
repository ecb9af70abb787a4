story   a sync says beforehand what its first look would make and change
peer
client peer
  POST /control {"meta": []}
  POST /wp-json/wp/v2/users {"username": "ann", "email": "ann@example.com", "password": "x", "first_name": "Annie"}
  expect 201
  POST /wp-json/wp/v2/users {"username": "bob", "email": "bob@example.com", "password": "x", "first_name": "Bob"}
  expect 201
  POST /wp-json/wp/v2/users {"username": "cid", "email": "cid@example.com", "password": "x", "first_name": "Cid"}
  expect 201
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201
  POST /connections/site/check
  expect 200 {"connection": {"state": "ok"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Dan", "email": "dan@example.com"}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Nobody"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"sync\": {\"a\": {\"of\": \"highlevel.contacts\"}, \"b\": {\"use\": \"site\", \"of\": \"accessally.members\"}, \"match\": [[\"email\", \"email\"]], \"unmatched\": {\"a\": \"ignore\", \"b\": \"create\"}, \"reconcile\": \"1m\", \"fields\": [{\"a\": \"email\", \"b\": \"email\"}, {\"a\": \"firstName\", \"b\": \"first_name\", \"wins\": \"b\"}]}}"]}
  expect 200 {"applied": [{"enabled": false}]}
  # Ann would change here, Bob is the same on both sides, Cid would be made, Dan and Nobody are left
  POST /flows/both/preview {}
  expect 200 {"complete": true, "items": 7, "made": 1, "changed": 1, "same": 3, "left": 2, "unclear": 0,
    "samples": [{"item": "{ann}", "field": "firstName", "before": "Ann", "after": "Annie"}], "reasons": []}
  # and nothing was written
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann"}}
  GET /flows/both/links
  expect 200 {"links": []}
client peer
  GET /control
  expect 200 {"asked": {"wordpress-create-user": 3, "wordpress-update-user": "{absent}"}}

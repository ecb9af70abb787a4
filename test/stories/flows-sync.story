story   contacts and members are kept alike, whichever side changes
peer
client peer
  POST /control {"meta": ["level"]}
  POST /wp-json/wp/v2/users {"username": "ann", "email": "ann@example.com", "password": "x", "first_name": "Ann", "last_name": "Lee"}
  expect 201 {"id": "{annid:any}"}
  POST /wp-json/wp/v2/users {"username": "bob", "email": "Bob@example.com", "password": "x", "first_name": "Bob", "meta": {"level": "gold"}}
  expect 201 {"id": "{bobid:any}"}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201
  POST /connections/site/check
  expect 200 {"connection": {"state": "ok"}}
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT", "model": "contact"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Anna", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"enabled\": true, \"sync\": {\"a\": {\"of\": \"highlevel.contacts\"}, \"b\": {\"use\": \"site\", \"of\": \"accessally.members\"}, \"match\": [[\"email\", \"email\"]], \"unmatched\": {\"b\": \"create\"}, \"reconcile\": \"1m\", \"fields\": [{\"a\": \"email\", \"b\": \"email\", \"norm\": \"email_norm(@)\"}, {\"a\": \"firstName\", \"b\": \"first_name\"}, {\"a\": \"lastName\", \"b\": \"last_name\"}, {\"a\": \"customFields.level\", \"b\": \"meta.level\"}]}}"]}
  expect 200
  clock +2 minutes
  GET /flows/both/links?of={annid}
  soon 200 {"links": [{"a": "{ann}", "b": "{annid}", "state": "linked", "note": "{absent}"}]}
  # where both say something, a counts; what is blank is filled, and does not erase
  GET /contacts/{ann}
  soon 200 {"contact": {"firstName": "Anna", "lastName": "Lee"}}
  GET /flows/both/links?of={bobid}
  soon 200 {"links": [{"a": "{bob:id}", "b": "{bobid}"}]}
  GET /contacts/{bob}
  expect 200 {"contact": {"firstName": "Bob", "email": "Bob@example.com", "customFields": [{"id": "{level}", "value": "gold"}]}}
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  soon 200 {"first_name": "Anna", "last_name": "Lee"}
  # a member changes there
  POST /wp-json/wp/v2/users/{annid} {"first_name": "Annie", "meta": {"level": "silver"}}
  expect 200
client
  clock +2 minutes
  GET /contacts/{ann}
  soon 200 {"contact": {"firstName": "Annie", "customFields": [{"id": "{level}", "value": "silver"}]}}
  # and a contact here: nobody waits for a poll
  PUT /contacts/{ann} {"firstName": "Anne", "email": "anne@example.com"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{annid}?context=edit
  soon 200 {"first_name": "Anne", "email": "anne@example.com"}
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  expect 200 {"first_name": "Bob"}
client
  PUT /contacts/{bob} {"lastName": "Ray"}
  expect 200
client peer
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"last_name": "Ray"}
client
  # both at once, different fields: both stand
  PUT /contacts/{bob} {"lastName": "Roy"}
  expect 200
client peer
  POST /wp-json/wp/v2/users/{bobid} {"first_name": "Rob"}
  expect 200
  GET /wp-json/wp/v2/users/{bobid}?context=edit
  soon 200 {"last_name": "Roy", "first_name": "Rob"}
client
  clock +2 minutes
  GET /contacts/{bob}
  soon 200 {"contact": {"firstName": "Rob", "lastName": "Roy"}}
  # it comes to rest: the echoes of all that have written nothing
  clock +2 minutes
  GET /flows/runs?state=done
  expect 200
client peer
  GET /control
  expect 200 {"asked": {"wordpress-create-user": 2, "wordpress-update-user": 6}}
client
  GET /flows/runs?state=failed
  expect 200 {"runs": []}
  GET /flows/decisions
  expect 200 {"decisions": []}

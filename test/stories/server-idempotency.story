story   a write that is sent twice with the same key is done once
client
  header Idempotency-Key: first
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  expect header Idempotency-Replayed {absent}
  header Idempotency-Key: first
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann}"}}
  expect header Idempotency-Replayed true
  header Idempotency-Key: first
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 422
  header Idempotency-Key: second
  POST /contacts/ {"locationId": "{location}", "nosuchmember": 1}      # refusals keep nothing
  expect 422
  header Idempotency-Key: second
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  GET /contacts/?locationId={location}
  expect 200 {"meta": {"total": 2}}
# a key is that of its token: somebody else's is another, be the location the same
client scoped contacts.write
  header Idempotency-Key: first
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  expect header Idempotency-Replayed {absent}
client  other
  header Idempotency-Key: first
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Eve"}
  expect 201 {"contact": {"firstName": "Eve"}}
  expect header Idempotency-Replayed {absent}
client
  GET /contacts/?locationId={location}
  expect 200 {"meta": {"total": 3}}
restart
  header Idempotency-Key: first
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann}"}}
clock   +8 days
  header Idempotency-Key: first
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  expect header Idempotency-Replayed {absent}
client  other
  header Idempotency-Key: second
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Carol"}
  expect 201 {"contact": {"firstName": "Carol"}}

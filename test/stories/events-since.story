story  a reader of events goes on where it stopped, and sees only its own location's
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Cid"}
  expect 201
  GET /events?types=ContactCreate
  expect 200 {"events": [{"type": "ContactCreate", "locationId": "{otherlocation}",
    "payload": {"firstName": "Cid"}}]}
  GET /events?locationId={location}
  expect 403
client
  GET /events?limit=1&types=ContactCreate
  expect 200 {"events": [{"id": "{uuid}", "cursor": "{one:text}", "at": "{instant}",
    "payload": {"firstName": "Ann"}}], "next": "{one}"}
  GET /events?since={one}&types=ContactCreate,ContactDelete
  expect 200 {"events": [{"payload": {"firstName": "Bob"}}], "next": "{two:text}"}
  GET /events?since={one}&types=ContactDelete
  expect 200 {"events": [], "next": "{two}"}
  GET /events?since={two}&types=ContactCreate
  expect 200 {"events": [], "next": "{two}"}
  GET /events?since=yesterday
  expect 422
  GET /events?limit=1001
  expect 422
client agency
  GET /events?types=ContactCreate
  expect 200 {"events": [{"payload": {"firstName": "Ann"}}, {"payload": {"firstName": "Bob"}},
    {"payload": {"firstName": "Cid"}}]}
restart
client
  GET /events?since={one}&types=ContactCreate
  expect 200 {"events": [{"payload": {"firstName": "Bob"}}], "next": "{two}"}

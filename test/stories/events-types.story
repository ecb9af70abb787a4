story  events of several types come in the order in which they happened, page by page
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  PUT /contacts/{ann} {"lastName": "Ash"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  DELETE /contacts/{ann}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cid"}
  DELETE /contacts/{bob}
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Dan"}

client   # a type that stands twice is one, one that nobody knows has none
  GET /events?types=ContactDelete,ContactCreate,ContactDelete,Nothing&limit=2
  expect 200 {"events": [{"type": "ContactCreate", "payload": {"firstName": "Ann"}},
    {"type": "ContactCreate", "payload": {"firstName": "Bob"}}], "next": "{two:text}"}
  GET /events?types=ContactDelete,ContactCreate&limit=2&since={two}
  expect 200 {"events": [{"type": "ContactDelete", "payload": {"id": "{ann}"}},
    {"type": "ContactCreate", "payload": {"firstName": "Cid"}}], "next": "{four:text}"}
  GET /events?types=ContactDelete,ContactCreate&limit=2&since={four}
  expect 200 {"events": [{"type": "ContactDelete", "payload": {"id": "{bob}"}}]}
  GET /events?types=Nothing&since={four}
  expect 200 {"events": [], "next": "{text}"}
  GET /events?types=&limit=2
  expect 200 {"events": [{"type": "LocationCreate"}, {"type": "UserCreate"}]}

client agency   # of all locations, and of one
  GET /events?types=ContactCreate,ContactDelete&since={four}
  expect 200 {"events": [{"type": "ContactDelete", "payload": {"id": "{bob}"}},
    {"type": "ContactCreate", "payload": {"firstName": "Dan"}}]}
  GET /events?types=ContactCreate,ContactDelete&locationId={otherlocation}
  expect 200 {"events": [{"payload": {"firstName": "Dan"}}]}

story   whoever has read how things are asks for what happens from now on

client
  POST /contacts/ {"locationId": "{location}", "firstName": "Before"}
  expect 201
  GET /events?since=now
  expect 200 {"events": [], "next": "{here:text}"}
  GET /events?since={here}
  expect 200 {"events": [], "next": "{here}"}
  POST /contacts/ {"locationId": "{location}", "firstName": "After"}
  expect 201 {"contact": {"id": "{after:id}"}}
  GET /events?since={here}
  expect 200 {"events": [{"type": "ContactCreate", "payload": {"id": "{after}", "firstName": "After"}}, "{more}"]}
  GET /events?since=today
  expect 422

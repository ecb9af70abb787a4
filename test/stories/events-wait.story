story   a list of events that would be empty waits until there is something, or the time is over

client
  GET /events?since=now&wait=1
  expect 200 {"events": [], "next": "{here:text}"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /events?since={here}&wait=60
  expect 200 {"events": [{"type": "ContactCreate", "payload": {"id": "{ann}"}}], "next": "{there:text}"}
  # of another type nothing comes
  GET /events?since={here}&types=TaskCreate&wait=1
  expect 200 {"events": []}
  GET /events?since={here}&wait=61
  expect 422
  GET /events?since={here}&wait=-1
  expect 422
  GET /events?since=nonsense&wait=1
  expect 422
client scoped contacts.readonly
  GET /events?since=now&wait=60
  expect 401
client nobody
  GET /events?since=now&wait=60
  expect 401

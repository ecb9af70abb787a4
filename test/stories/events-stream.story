story   a stream of events is asked as a list is; what it then tells, test/live hears

client
  HEAD /events/stream
  expect 200
  expect header Content-Type "text/event-stream; charset=utf-8"
  expect header Cache-Control "no-store, no-transform"
  expect header X-Accel-Buffering no
  GET /events/stream?since=0&lasts=1
  expect 200
  GET /events/stream?lasts=0
  expect 422
  GET /events/stream?since=nonsense
  expect 422
  GET /events/stream?thin=perhaps
  expect 422
  header Last-Event-ID: nonsense
  GET /events/stream
  expect 400 {"message": "Last-Event-ID must be a cursor that was given out here"}
client scoped contacts.readonly
  GET /events/stream
  expect 401
client other
  GET /events/stream?locationId={location}
  expect 403
client nobody
  GET /events/stream
  expect 401

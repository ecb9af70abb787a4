story  an upsert tells of a new contact or of a change, never of both
client
  GET /events
  expect 200 {"next": "{zero:text}"}
  POST /contacts/upsert {"locationId": "{location}", "email": "ann@example.com"}
  expect 201 {"new": true}
  POST /contacts/upsert {"locationId": "{location}", "email": "ann@example.com", "tags": ["a"]}
  expect 200 {"new": false}
  POST /contacts/upsert {"locationId": "{location}", "email": "ann@example.com", "tags": ["a"]}
  expect 200 {"new": false}
  POST /contacts/ {"locationId": "{location}", "email": "ann@example.com"}
  expect 400
  GET /events?since={zero}
  expect 200 {"events": [{"type": "ContactCreate"}, {"type": "ContactUpdate"},
    {"type": "ContactTagUpdate"}, {"type": "ContactUpdate"}]}

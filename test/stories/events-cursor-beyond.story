story  a cursor does not stay behind where nothing of the reader's happens, and one that is later than all that has happened comes back
client
  GET /events?since=now
  expect 200 {"next": "{here:text}"}
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Cid"}
  GET /events?since={here}&types=ContactCreate
  expect 200 {"events": [{"type": "ContactCreate"}], "next": "{there:text}"}
client
  # what happened is another's; his cursor goes on all the same
  GET /events?since={here}
  expect 200 {"events": [], "next": "{there}"}
  GET /events?since={here}&types=ContactDelete
  expect 200 {"events": [], "next": "{there}"}
  # the data was put back from a copy, say
  GET /events?since=9223372036854775807.9223372036854775807
  expect 200 {"events": [], "next": "{there}"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  GET /events?since={there}
  expect 200 {"events": [{"type": "ContactCreate"}], "next": "{last:text}"}
  # a page that is full goes on behind its last
  GET /events?since={here}&limit=1
  expect 200 {"events": [{"type": "ContactCreate"}], "next": "{last}"}

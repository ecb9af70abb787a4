story  a contact without appointments has an empty list of them
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}/appointments
  expect 200 {"events": [], "traceId": "{uuid}"}

story  every change of a contact is told once, tags and do-not-disturb by their own name too
client
  GET /events
  expect 200 {"next": "{zero:text}"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee",
    "email": "ann@example.com", "tags": ["a"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /events?since={zero}
  expect 200 {"events": [{"type": "ContactCreate", "locationId": "{location}", "payload": {
      "type": "ContactCreate", "locationId": "{location}", "id": "{ann}", "name": "Ann Lee",
      "firstName": "Ann", "lastName": "Lee", "email": "ann@example.com", "tags": ["a"],
      "country": "US", "dateAdded": "{instant}", "customFields": [], "webhookId": "{uuid}",
      "timestamp": "{instant}", "phone": "{absent}"}}], "next": "{one:text}"}
  PUT /contacts/{ann} {"city": "Boston"}
  expect 200
  GET /events?since={one}
  expect 200 {"events": [{"type": "ContactUpdate", "payload": {"id": "{ann}", "city": "Boston"}}],
    "next": "{two:text}"}
  PUT /contacts/{ann} {"tags": ["b"], "dnd": true,
    "dndSettings": {"SMS": {"status": "active", "message": "m", "code": "101"}}}
  expect 200
  GET /events?since={two}
  expect 200 {"events": [{"type": "ContactUpdate"},
      {"type": "ContactTagUpdate", "payload": {"tags": ["b"], "name": "Ann Lee"}},
      {"type": "ContactDndUpdate", "payload": {"dnd": true, "dndSettings": {
        "SMS": {"status": "active", "message": "m", "code": "101"}}}}],
    "next": "{three:text}"}
  POST /contacts/{ann}/tags {"tags": ["c"]}
  expect 201
  POST /contacts/{ann}/tags {"tags": ["c"]}
  expect 201
  DELETE /contacts/{ann}/tags {"tags": ["b"]}
  expect 200
  GET /events?since={three}
  expect 200 {"events": [{"type": "ContactTagUpdate", "payload": {"tags": ["b", "c"]}},
    {"type": "ContactTagUpdate", "payload": {"tags": ["c"]}}], "next": "{four:text}"}
  DELETE /contacts/{ann}
  expect 200
  GET /events?since={four}
  expect 200 {"events": [{"type": "ContactDelete", "payload": {"id": "{ann}", "name": "Ann Lee",
    "email": "ann@example.com"}}]}

story  a deleted contact is gone with its notes and tasks, and its e-mail is free again
client
  POST /contacts/ {"locationId": "{location}", "email": "ann@example.com", "tags": ["a"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/notes {"body": "x"}
  expect 201
  DELETE /contacts/{ann}
  expect 200 {"succeded": true, "succeeded": true, "traceId": "{uuid}"}
  GET /contacts/{ann}
  expect 400
  GET /contacts/{ann}/notes
  expect 400
  GET /contacts/?locationId={location}
  expect 200 {"contacts": [], "meta": {"total": 0}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 5,
    "filters": [{"field": "tags", "operator": "eq", "value": "a"}]}
  expect 200 {"contacts": [], "total": 0}
  POST /contacts/ {"locationId": "{location}", "email": "ann@example.com"}
  expect 201

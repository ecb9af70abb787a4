story  a contact that is not there is a bad request, whatever is asked of it
client
  GET /contacts/lookup
  expect 400 {"message": "Contact with id lookup not found", "error": "Bad Request",
    "statusCode": 400, "traceId": "{uuid}"}
  PUT /contacts/lookup {"firstName": "A"}
  expect 400 {"message": "Contact with id lookup not found"}
  DELETE /contacts/lookup
  expect 400 {"message": "Contact with id lookup not found"}
  POST /contacts/lookup/tags {"tags": ["a"]}
  expect 400 {"message": "Contact with id lookup not found"}
  GET /contacts/lookup/notes
  expect 400
  GET /contacts/lookup/tasks
  expect 400
  GET /contacts/lookup/appointments
  expect 400
  POST /contacts/lookup/notes {"body": "x"}
  expect 400
  DELETE /contacts/lookup/campaigns/removeAll
  expect 400
  POST /contacts/lookup/followers {"followers": ["x"]}
  expect 400

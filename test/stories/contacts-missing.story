story  a contact that is not there is a bad request: reads say so in `error`, writes in `message`
client
  GET /contacts/lookup
  expect 400 {"error": "Contact with id lookup not found", "status": 400, "message": "{absent}",
    "statusCode": "{absent}", "traceId": "{uuid}"}
  GET /contacts/lookup/notes
  expect 400 {"error": "Contact with id lookup not found", "status": 400}
  GET /contacts/lookup/tasks
  expect 400 {"error": "Contact with id lookup not found"}
  GET /contacts/lookup/appointments
  expect 400 {"error": "Contact with id lookup not found", "message": "{absent}"}
  PUT /contacts/lookup {"firstName": "A"}
  expect 400 {"message": "Contact not found for id:lookup", "error": "Bad Request",
    "statusCode": 400, "traceId": "{uuid}"}
  DELETE /contacts/lookup
  expect 400 {"message": "Contact not found for id:lookup"}
  POST /contacts/lookup/tags {"tags": ["a"]}
  expect 400 {"message": "Contact not found for id:lookup"}
  POST /contacts/lookup/notes {"body": "x"}
  expect 400
  DELETE /contacts/lookup/campaigns/removeAll
  expect 400 {"message": "Contact not found for id:lookup"}
  POST /contacts/lookup/followers {"followers": ["{owner}"]}
  expect 400

story  notes and tasks tell what happened to them
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /events
  expect 200 {"events": ["{any}", "{more}"], "next": "{one:text}"}
  POST /contacts/{ann}/notes {"body": "x"}
  expect 201 {"note": {"id": "{note:id}"}}
  PUT /contacts/{ann}/notes/{note} {"body": "y"}
  expect 200
  DELETE /contacts/{ann}/notes/{note}
  expect 200
  GET /events?since={one}
  expect 200 {"events": [
      {"type": "NoteCreate", "payload": {"id": "{note}", "body": "x", "contactId": "{ann}",
        "dateAdded": "{instant}", "locationId": "{location}", "userId": "{absent}"}},
      {"type": "NoteUpdate", "payload": {"body": "y"}},
      {"type": "NoteDelete", "payload": {"id": "{note}", "body": "y"}}], "next": "{two:text}"}
  POST /contacts/{ann}/tasks {"title": "T", "body": "b", "dueDate": "2030-01-01T00:00:00Z",
    "completed": false}
  expect 201 {"task": {"id": "{task:id}"}}
  PUT /contacts/{ann}/tasks/{task} {"body": "c"}
  expect 200
  PUT /contacts/{ann}/tasks/{task}/completed {"completed": true}
  expect 200
  PUT /contacts/{ann}/tasks/{task} {"completed": true}
  expect 200
  DELETE /contacts/{ann}/tasks/{task}
  expect 200
  GET /events?since={two}
  expect 200 {"events": [
    {"type": "TaskCreate", "payload": {"id": "{task}", "contactId": "{ann}", "title": "T",
      "body": "b", "dueDate": "2030-01-01T00:00:00.000Z", "dateAdded": "{instant}"}},
    {"type": "TaskComplete", "payload": {"id": "{task}", "body": "c"}},
    {"type": "TaskDelete", "payload": {"id": "{task}"}}]}

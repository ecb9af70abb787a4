story  a task is given, read, changed, ticked off and deleted
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": []}
  POST /contacts/{ann}/tasks/ {"title": "Call", "dueDate": "2030-10-25T11:00:00Z",
    "completed": false}
  expect 201 {"task": {"id": "{task:id}", "title": "Call", "dueDate": "2030-10-25T11:00:00.000Z",
    "completed": false, "contactId": "{ann}", "body": "{absent}", "assignedTo": "{absent}"},
    "traceId": "{uuid}"}
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": [{"id": "{task}", "title": "Call"}]}
  PUT /contacts/{ann}/tasks/{task} {"body": "at noon", "assignedTo": "{owner}"}
  expect 200 {"task": {"title": "Call", "body": "at noon", "assignedTo": "{owner}",
    "completed": false, "dueDate": "2030-10-25T11:00:00.000Z"}}
  PUT /contacts/{ann}/tasks/{task}/completed {"completed": true}
  expect 200 {"task": {"id": "{task}", "completed": true, "body": "at noon"}}
  PUT /contacts/{ann}/tasks/{task} {"assignedTo": null, "title": null}
  expect 200 {"task": {"title": "Call", "assignedTo": "{absent}", "completed": true}}
  GET /contacts/{ann}/tasks/{task}
  expect 200 {"task": {"id": "{task}", "completed": true}}
  DELETE /contacts/{ann}/tasks/{task}
  expect 200 {"succeded": true, "succeeded": true}
  GET /contacts/{ann}/tasks/{task}
  expect 404
  DELETE /contacts/{ann}/tasks/{task}
  expect 404
  PUT /contacts/{ann}/tasks/{task}/completed {"completed": true}
  expect 404
  POST /contacts/{ann}/tasks {"body": "x"}
  expect 422 {"message": ["title should not be empty", "dueDate should not be empty",
    "completed should not be empty"]}

story  the tasks of all contacts are searched together
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/{ann}/tasks {"title": "Call Ann", "dueDate": "2030-01-01T10:00:00Z",
    "completed": false, "assignedTo": "{owner}"}
  expect 201 {"task": {"id": "{call:id}"}}
  clock +1 minutes
  POST /contacts/{ben}/tasks {"title": "Write to Ben", "body": "50% off",
    "dueDate": "2030-01-02T10:00:00Z", "completed": true}
  expect 201 {"task": {"id": "{letter:id}"}}
  POST /locations/{location}/tasks/search {}
  expect 200 {"tasks": [{"id": "{letter}"}, {"id": "{call}", "title": "Call Ann"}]}
  POST /locations/{location}/tasks/search {"contactId": ["{ann}"]}
  expect 200 {"tasks": [{"id": "{call}", "contactId": "{ann}"}]}
  POST /locations/{location}/tasks/search {"completed": true}
  expect 200 {"tasks": [{"id": "{letter}"}]}
  POST /locations/{location}/tasks/search {"assignedTo": ["{owner}"]}
  expect 200 {"tasks": [{"id": "{call}"}]}
  POST /locations/{location}/tasks/search {"assignedTo": ["{owner}"], "completed": true}
  expect 200 {"tasks": []}
  POST /contacts/{ben}/tasks {"title": "Meet Ben", "dueDate": "2030-01-03T10:00:00Z",
    "completed": false, "assignedTo": "{owner}"}
  expect 201 {"task": {"id": "{meet:id}"}}
  POST /locations/{location}/tasks/search {"assignedTo": ["{owner}"]}
  expect 200 {"tasks": [{"id": "{meet}"}, {"id": "{call}"}]}
  POST /locations/{location}/tasks/search {"assignedTo": ["{owner}", "{ann}"]}
  expect 200 {"tasks": [{"id": "{meet}"}, {"id": "{call}"}]}
  POST /locations/{location}/tasks/search {"assignedTo": ["{owner}"], "contactId": ["{ann}"]}
  expect 200 {"tasks": [{"id": "{call}"}]}
  POST /locations/{location}/tasks/search {"assignedTo": []}
  expect 200 {"tasks": []}
  DELETE /contacts/{ben}/tasks/{meet}
  POST /locations/{location}/tasks/search {"query": "CALL"}
  expect 200 {"tasks": [{"id": "{call}"}]}
  POST /locations/{location}/tasks/search {"query": "0% "}
  expect 200 {"tasks": [{"id": "{letter}"}]}
  POST /locations/{location}/tasks/search {"query": "%"}
  expect 200 {"tasks": [{"id": "{letter}"}]}
  POST /locations/{location}/tasks/search {"limit": 1, "skip": 1}
  expect 200 {"tasks": [{"id": "{call}"}]}
  POST /locations/{location}/tasks/search {"businessId": "6348240b98722079e5417332"}
  expect 200 {"tasks": []}
  POST /locations/{location}/tasks/search {"contactId": "{ann}"}
  expect 422 {"message": ["contactId must be an array"]}
client other
  POST /locations/{otherlocation}/tasks/search {}
  expect 200 {"tasks": []}
  POST /locations/{location}/tasks/search {}
  expect 403

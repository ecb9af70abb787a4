story   a recurring task that does not fit, or is somebody else's, is refused and changes nothing
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /locations/{location}/recurring-tasks {"title": "Call", "contactIds": ["{ann}"], "owners": ["{owner}"], "ignoreTaskCreation": true,
    "rruleOptions": {"intervalType": "daily", "interval": 1, "startDate": "2030-01-01T00:00:00Z", "dueAfterSeconds": 0}}
  expect 201 {"recurringTask": {"id": "{rule:id}", "totalOccurrence": 0}}
  POST /locations/{location}/recurring-tasks {"title": "", "color": "red", "rruleOptions": {"intervalType": "minutely", "interval": 0}}
  expect 422 {"message": ["title should not be empty", "rruleOptions.intervalType must be one of the following values: yearly, monthly, weekly, daily, hourly",
    "rruleOptions.interval must not be less than 1", "rruleOptions.startDate should not be empty", "rruleOptions.dueAfterSeconds should not be empty", "property color should not exist"]}
  POST /locations/{location}/recurring-tasks {"title": "Call", "contactIds": ["{ann}", "nobodynobodynobody12"],
    "rruleOptions": {"intervalType": "daily", "interval": 1, "startDate": "{now}", "dueAfterSeconds": 0}}
  expect 400 {"message": "Contact not found"}
  POST /locations/{location}/recurring-tasks {"title": "Call", "owners": ["nobodynobodynobody12"],
    "rruleOptions": {"intervalType": "daily", "interval": 1, "startDate": "{now}", "dueAfterSeconds": 0}}
  expect 422
  POST /locations/{location}/recurring-tasks {"title": "Call",
    "rruleOptions": {"intervalType": "daily", "interval": 1, "startDate": "2026-02-01T00:00:00Z", "endDate": "2026-01-01T00:00:00Z", "dueAfterSeconds": 0}}
  expect 400 {"message": "endDate must not be before startDate"}
  PUT /locations/{location}/recurring-tasks/{rule} {"title": null}
  expect 422 {"message": ["title should not be empty"]}
  PUT /locations/{location}/recurring-tasks/nosuchrule1234567890 {"title": "Other"}
  expect 400 {"message": "Recurring task with id nosuchrule1234567890 not found"}
  DELETE /locations/{location}/recurring-tasks/nosuchrule1234567890
  expect 400 {"message": "Recurring task with id nosuchrule1234567890 not found"}
client other
  GET /locations/{location}/recurring-tasks/{rule}
  expect 403
  GET /locations/{otherlocation}/recurring-tasks/{rule}
  expect 400
  PUT /locations/{otherlocation}/recurring-tasks/{rule} {"title": "Mine"}
  expect 400
  DELETE /locations/{otherlocation}/recurring-tasks/{rule}
  expect 400
  POST /locations/{otherlocation}/recurring-tasks {"title": "Call", "contactIds": ["{ann}"],
    "rruleOptions": {"intervalType": "daily", "interval": 1, "startDate": "{now}", "dueAfterSeconds": 0}}
  expect 400 {"message": "Contact not found"}
client scoped locations/tasks.readonly
  GET /locations/{location}/recurring-tasks/{rule}
  expect 200
  DELETE /locations/{location}/recurring-tasks/{rule}
  expect 401 {"message": "The token is not authorized for this scope."}
client
  GET /locations/{location}/recurring-tasks/{rule}
  expect 200 {"recurringTask": {"title": "Call", "totalOccurrence": 0}}
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": []}

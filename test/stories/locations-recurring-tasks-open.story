story   a recurring task waits for its last one to be done, unless it need not, and goes on with what was missed once
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /locations/{location}/recurring-tasks {"title": "Call", "contactIds": ["{ann}"],
    "rruleOptions": {"intervalType": "daily", "interval": 1, "startDate": "{now}", "dueAfterSeconds": 0}}
  expect 201 {"recurringTask": {"id": "{rule:id}", "totalOccurrence": 1, "description": "", "assignedTo": "{absent}"}}
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": [{"id": "{first:id}"}]}
clock +25 hours
  # a later one is sure to have been looked at when this is there
  POST /locations/{location}/recurring-tasks {"title": "Beat", "contactIds": ["{ann}"],
    "rruleOptions": {"intervalType": "hourly", "interval": 1, "startDate": "{now}", "dueAfterSeconds": 0, "createTaskIfOverDue": true}}
  expect 201
clock +1 hours
  GET /contacts/{ann}/tasks
  soon 200 {"tasks": [{"title": "Beat"}, {"title": "Beat"}, {"id": "{first}"}]}
  PUT /contacts/{ann}/tasks/{first}/completed {"completed": true}
  expect 200
  # three days were missed, and the server was not there: one task comes of it
restart
clock +3 days
  GET /locations/{location}/recurring-tasks/{rule}
  soon 200 {"recurringTask": {"totalOccurrence": 2}}
  GET /contacts/{ann}/tasks
  soon 200 {"tasks": [{"title": "Call"}, {"title": "Beat"}, {"title": "Beat"}, {"title": "Beat"}, {"id": "{first}"}]}

  # without the first one; then the rule is another one, and its last time is made up for
  POST /locations/{location}/recurring-tasks {"title": "Later", "contactIds": ["{ann}"], "ignoreTaskCreation": true,
    "rruleOptions": {"intervalType": "monthly", "interval": 1, "dayOfMonth": 31, "startDate": "2020-01-15T09:00:00Z", "dueAfterSeconds": 60}}
  expect 201 {"recurringTask": {"id": "{later:id}", "totalOccurrence": 0}}
  PUT /locations/{location}/recurring-tasks/{later} {"title": "Now", "ignoreTaskCreation": false,
    "rruleOptions": {"intervalType": "yearly", "interval": 1, "dayOfMonth": 31, "monthOfYear": 2, "startDate": "2020-01-15T09:00:00Z", "dueAfterSeconds": 60}}
  expect 200 {"recurringTask": {"title": "Now", "totalOccurrence": 1, "contactId": "{ann}"}}
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": [{"title": "Now", "dueDate": "{any:instant}"}, "{more}"]}

  # without anybody it makes none
  PUT /locations/{location}/recurring-tasks/{later} {"contactIds": null, "description": "x", "owners": ["{owner}"]}
  expect 200 {"recurringTask": {"contactId": "{absent}", "contactIds": [], "title": "Now", "description": "x", "assignedTo": "{owner}"}}
  PUT /locations/{location}/recurring-tasks/{later} {"owners": []}
  expect 200 {"recurringTask": {"assignedTo": "{absent}", "description": "x"}}
  PUT /locations/{location}/recurring-tasks/{later} {"contactIds": ["{ann}"]}
  expect 200 {"recurringTask": {"contactId": "{ann}"}}
  DELETE /contacts/{ann}
  expect 200
  GET /locations/{location}/recurring-tasks/{later}
  expect 200 {"recurringTask": {"contactId": "{absent}", "contactIds": []}}

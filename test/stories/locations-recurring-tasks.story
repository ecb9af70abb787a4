story   a recurring task makes its next task when its time has come
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  # what has begun makes its first task at once
  POST /locations/{location}/recurring-tasks {"title": "Call", "description": "Ask how it goes", "contactIds": ["{ann}", "{bob}"],
    "owners": ["{owner}"], "rruleOptions": {"intervalType": "hourly", "interval": 2, "startDate": "{now}",
    "dueAfterSeconds": 600, "createTaskIfOverDue": true, "count": 3}}
  expect 201 {"recurringTask": {"id": "{rule:id}", "title": "Call", "description": "Ask how it goes", "locationId": "{location}",
    "assignedTo": "{owner}", "contactId": "{ann}", "contactIds": ["{ann}", "{bob}"], "totalOccurrence": 1, "deleted": false,
    "createdAt": "{any:instant}", "updatedAt": "{any:instant}",
    "rruleOptions": {"intervalType": "hourly", "interval": 2, "dueAfterSeconds": 600, "createTaskIfOverDue": true, "count": 3}}}
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": [{"id": "{first:id}", "title": "Call", "body": "Ask how it goes", "assignedTo": "{owner}", "completed": false}]}
  GET /contacts/{bob}/tasks
  expect 200 {"tasks": [{"title": "Call"}]}
  GET /events?types=TaskCreate
  expect 200 {"events": [{"type": "TaskCreate"}, {"type": "TaskCreate"}]}
clock +119 minutes
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": [{"id": "{first}"}]}
clock +2 minutes
  GET /contacts/{ann}/tasks
  soon 200 {"tasks": [{"title": "Call"}, {"id": "{first}"}]}
  GET /events?types=TaskCreate
  soon 200 {"events": [{"type": "TaskCreate"}, {"type": "TaskCreate"}, {"type": "TaskCreate"}, {"type": "TaskCreate"}]}
  # the third is the last
clock +2 hours
  GET /locations/{location}/recurring-tasks/{rule}
  soon 200 {"recurringTask": {"totalOccurrence": 3}}
clock +5 hours
  GET /locations/{location}/recurring-tasks/{rule}
  expect 200 {"recurringTask": {"totalOccurrence": 3}}
  GET /contacts/{ann}/tasks
  expect 200 {"tasks": [{"title": "Call"}, {"title": "Call"}, {"id": "{first}"}]}

  # what is deleted makes none, and those that were made stay
  DELETE /locations/{location}/recurring-tasks/{rule}
  expect 200 {"id": "{rule}", "success": true}
  GET /locations/{location}/recurring-tasks/{rule}
  expect 400 {"message": "Recurring task with id {rule} not found"}
  GET /contacts/{bob}/tasks
  expect 200 {"tasks": [{"title": "Call"}, {"title": "Call"}, {"title": "Call"}]}

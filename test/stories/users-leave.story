story   who is deleted is on no team and offered no more, and what was his is nobody's; what was agreed with him stays
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Sam", "lastName": "Gone", "email": "sam@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"id": "{sam:id}"}
client
  POST /calendars/ {"locationId": "{location}", "name": "Turns", "calendarType": "round_robin", "teamMembers": [{"userId": "{sam}"}, {"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{turns:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "His", "teamMembers": [{"userId": "{sam}"}]}
  expect 200 {"calendar": {"id": "{his:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "All", "calendarType": "collective", "teamMembers": [{"userId": "{sam}", "isPrimary": true}, {"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{all:id}"}}
  POST /calendars/schedules {"locationId": "{location}", "userId": "{sam}", "name": "Mornings", "timezone": "UTC", "rules": [{"type": "wday", "day": "monday", "intervals": [{"from": "08:00", "to": "12:00"}]}], "calendarIds": ["{his}"]}
  expect 201 {"schedule": {"id": "{mornings:id}"}}
  POST /calendars/{turns}/notifications [{"receiverType": "assignedUser", "channel": "email", "notificationType": "reminder", "isActive": true, "beforeTime": [{"timeOffset": 1, "unit": "hours"}]},
    {"receiverType": "assignedUser", "channel": "inApp", "notificationType": "confirmation", "isActive": true},
    {"receiverType": "assignedUser", "channel": "inApp", "notificationType": "reminder", "isActive": true, "beforeTime": [{"timeOffset": 2, "unit": "hours"}]}]
  expect 200
  POST /calendars/feeds/users/{sam}
  expect 201 {"feed": {"path": "{feed:text}"}}
  POST /calendars/events/block-slots {"locationId": "{location}", "assignedUserId": "{sam}", "startTime": "2030-01-09T09:00:00Z", "endTime": "2030-01-09T10:00:00Z"}
  expect 201 {"id": "{block:id}"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "assignedTo": "{sam}"}
  expect 201 {"contact": {"id": "{ann:id}", "assignedTo": "{sam}"}}
  POST /contacts/{ann}/followers {"followers": ["{sam}", "{owner}"]}
  expect 201
  POST /contacts/{ann}/tasks {"title": "Call her", "dueDate": "2030-01-09T10:00:00Z", "completed": false, "assignedTo": "{sam}"}
  expect 201 {"task": {"id": "{task:id}", "assignedTo": "{sam}"}}
  POST /locations/{location}/recurring-tasks {"title": "Again", "owners": ["{sam}"], "rruleOptions": {"intervalType": "daily", "interval": 1, "startDate": "2030-01-09T10:00:00Z", "dueAfterSeconds": 0}}
  expect 201 {"recurringTask": {"id": "{again:id}", "assignedTo": "{sam}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{sales:any}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{sales}", "contactId": "{ann}", "name": "Big", "status": "open", "assignedTo": "{sam}"}
  expect 201 {"opportunity": {"id": "{big:id}", "assignedTo": "{sam}"}}
  POST /opportunities/{big}/followers {"followers": ["{owner}", "{sam}"]}
  expect 201
  POST /objects/business/records {"locationId": "{location}", "properties": {"name": "Acme"}, "owner": ["{sam}"], "followers": ["{sam}", "{owner}"]}
  expect 201 {"record": {"id": "{acme:hex}"}}
  POST /objects/ {"labels": {"singular": "Pet", "plural": "Pets"}, "key": "custom_objects.pet", "locationId": "{location}", "primaryDisplayPropertyDetails": {"key": "custom_objects.pet.name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex"}, "owner": ["{owner}"], "followers": ["{sam}"]}
  expect 201 {"record": {"id": "{rex:hex}"}}
  POST /calendars/events/appointments {"calendarId": "{turns}", "locationId": "{location}", "contactId": "{ann}", "startTime": "2030-01-07T10:00:00Z", "assignedUserId": "{sam}", "ignoreFreeSlotValidation": true}
  expect 201 {"id": "{meeting:id}", "assignedUserId": "{sam}"}
  GET /outgoing?appointmentId={meeting}
  expect 200 {"messages": [{"kind": "confirmation", "state": "shown", "userId": "{sam}"},
    {"channel": "inApp", "state": "ready", "userId": "{sam}"},
    {"channel": "email", "state": "ready", "toAddress": "sam@example.com", "userId": "{sam}"}]}
  GET /calendars/{his}/free-slots/why?startTime=2030-01-14T09:00:00Z
  expect 200 {"offered": true}
  GET /events?limit=1000
  expect 200 {"next": "{before:text}"}
client agency
  DELETE /users/{sam}
  expect 200
client
  # what is told: each thing that changed, once
  GET /events?since={before}
  expect 200 {"events": [{"type": "UserDelete", "payload": {"id": "{sam}"}},
    {"type": "ContactUpdate", "payload": {"id": "{ann}"}}, {"type": "ContactUpdate", "payload": {"id": "{ann}"}},
    {"type": "RecordUpdate", "payload": {"id": "{rex}", "owners": ["{owner}"], "followers": [], "properties": [{"key": "name", "valueString": "Rex"}]}},
    {"type": "RecordUpdate", "payload": {"id": "{acme}", "owners": [], "followers": ["{owner}"]}},
    {"type": "OpportunityAssignedToUpdate", "payload": {"id": "{big}"}},
    {"type": "OpportunityUpdate", "payload": {"id": "{big}", "changedFields": ["assignedTo"]}},
    {"type": "OpportunityUpdate", "payload": {"id": "{big}", "changedFields": ["followers"]}}]}
  # the teams go on without him; the next is the primary; of whom nobody is left is offered nothing
  GET /calendars/{turns}
  expect 200 {"calendar": {"teamMembers": [{"userId": "{owner}"}]}}
  GET /calendars/{all}
  expect 200 {"calendar": {"teamMembers": [{"userId": "{owner}", "isPrimary": true}]}}
  GET /calendars/{his}
  expect 200 {"calendar": {"teamMembers": []}}
  GET /calendars/{his}/free-slots/why?startTime=2030-01-14T09:00:00Z
  expect 200 {"offered": false}
  GET /calendars/{turns}/free-slots?startDate=1894147200000&endDate=1894233600000&userId={sam}
  expect 400 {"message": "User {sam} is not a team member of this calendar"}
  GET /calendars/schedules/{mornings}
  expect 404
  GET /calendars/blocked-slots?locationId={location}&userId={sam}&startTime=1893456000000&endTime=1896134400000
  expect 200 {"events": []}
  GET {feed}
  expect 404
  # what was his is nobody's
  GET /contacts/{ann}
  expect 200 {"contact": {"assignedTo": "{absent}", "followers": ["{owner}"]}}
  GET /contacts/{ann}/tasks/{task}
  expect 200 {"task": {"assignedTo": "{absent}"}}
  GET /locations/{location}/recurring-tasks/{again}
  expect 200 {"recurringTask": {"assignedTo": "{absent}"}}
  # … and is counted so
  GET /opportunities/search?location_id={location}&status=open
  expect 200 {"meta": {"total": 1}}
  GET /opportunities/search?location_id={location}&assigned_to={sam}
  expect 200 {"meta": {"total": 0}}
  GET /opportunities/{big}
  expect 200 {"opportunity": {"assignedTo": "{absent}", "followers": ["{owner}"]}}
  GET /objects/business/records/{acme}
  expect 200 {"record": {"owner": [], "followers": ["{owner}"]}}
  GET /objects/custom_objects.pet/records/{rex}
  expect 200 {"record": {"owner": ["{owner}"], "followers": []}}
  # an agreement stays one; nobody reminds him of it, and it can be given to another
  GET /calendars/events/appointments/{meeting}
  expect 200 {"appointment": {"assignedUserId": "{sam}", "appointmentStatus": "confirmed"}}
  GET /outgoing?appointmentId={meeting}
  expect 200 {"messages": [{"kind": "confirmation", "state": "shown"}, {"channel": "inApp", "state": "withdrawn"},
    {"channel": "email", "state": "withdrawn"}]}
  PUT /calendars/events/appointments/{meeting} {"title": "Still on"}
  expect 200 {"title": "Still on", "assignedUserId": "{sam}"}
  PUT /calendars/events/appointments/{meeting} {"assignedUserId": "{owner}", "ignoreFreeSlotValidation": true}
  expect 200 {"assignedUserId": "{owner}"}

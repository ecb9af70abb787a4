story   a contact that is put in with a start time begins then
client
  POST /flows/apply {"files": ["{\"flow\": \"later\", \"enabled\": true, \"on\": {\"workflow\": \"Later\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"{{ event.workflow.startTime }}\"}}]}"]}
  GET /workflows/?locationId={location}
  expect 200 {"workflows": [{"id": "{later:uuid}", "status": "published"}]}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/workflow/{later} {"eventStartTime": "2040-06-23T03:30:00+01:00"}
  GET /groundlevel/workflows/{later}/enrolments
  soon 200 {"enrolments": [{"contactId": "{ann}", "state": "in", "runId": "{run:whole}", "step": "{absent}",
    "nextAt": "2040-06-23T02:30:00.000Z"}]}
  GET /flows/runs/{run}
  expect 200 {"run": {"state": "waiting"}, "steps": []}
  POST /flows/later/disable
  POST /flows/later/enable
  GET /flows/runs/{run}
  expect 200 {"run": {"state": "waiting"}, "steps": []}
  restart
  clock +6000 days
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "2040-06-23T02:30:00.000Z"}]}

story   whoever leaves a workflow, or is deleted, is not carried on with
client
  POST /groundlevel/workflows {"name": "Course", "status": "published"}
  expect 201 {"workflow": {"id": "{course:uuid}", "flow": "{absent}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Before"}
  expect 201 {"contact": {"id": "{before:id}"}}
  POST /contacts/{before}/workflow/{course} {}

# the flow becomes the workflow that is there; who was in it before has started nothing
  POST /flows/apply {"files": ["{\"flow\": \"course\", \"enabled\": true, \"on\": {\"workflow\": \"{course}\"}, \"do\": [{\"id\": \"a\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"one\"}}, {\"wait\": {\"for\": \"2h\"}}, {\"id\": \"b\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"two\"}}]}"]}
  GET /groundlevel/workflows/{course}
  expect 200 {"workflow": {"name": "Course", "status": "published", "flow": "course"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cleo"}
  expect 201 {"contact": {"id": "{cleo:id}"}}
  clock +1 seconds
  POST /contacts/{ann}/workflow/{course} {}
  clock +1 seconds
  POST /contacts/{ben}/workflow/{course} {}
  clock +1 seconds
  POST /contacts/{cleo}/workflow/{course} {}
  GET /groundlevel/workflows/{course}/enrolments?state=in
  soon 200 {"enrolments": [{"contactId": "{before}", "runId": "{absent}"},
    {"contactId": "{ann}", "runId": "{first:whole}", "step": "2", "nextAt": "{instant}", "state": "in"},
    {"contactId": "{ben}", "runId": "{second:whole}", "nextAt": "{instant}"},
    {"contactId": "{cleo}", "runId": "{third:whole}", "nextAt": "{instant}"}]}
  DELETE /contacts/{ann}/workflow/{course}
  expect 200 {"succeded": true, "succeeded": true}
  GET /flows/runs/{first}
  expect 200 {"run": {"state": "stopped", "reason": "the contact left the workflow", "ended": "{instant}"}}
  DELETE /contacts/{ben}
  expect 200
  GET /flows/runs/{second}
  expect 200 {"run": {"state": "stopped", "reason": "the contact was deleted"}}
  GET /groundlevel/workflows/{course}/enrolments?state=left
  expect 200 {"enrolments": [{"contactId": "{ann}", "reason": "the contact left the workflow", "nextAt": "{absent}"}]}
  DELETE /contacts/{ann}/workflow/{course}
  GET /events?types=WorkflowLeft
  expect 200 {"events": [{"payload": {"contactId": "{ann}", "workflowName": "Course"}}]}
  restart
  clock +3 hours
  GET /contacts/{cleo}/notes
  soon 200 {"notes": [{"body": "two"}, {"body": "one"}]}
  GET /contacts/{ann}/notes
  expect 200 {"notes": [{"body": "one"}]}
  GET /flows/runs/{first}
  expect 200 {"run": {"state": "stopped"}}

# who has left begins anew
  POST /contacts/{ann}/workflow/{course} {}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "one"}, {"body": "one"}]}
  GET /groundlevel/contacts/{ann}/workflows
  soon 200 {"enrolments": [{"state": "in", "times": 2, "nextAt": "{instant}"}]}
  GET /groundlevel/workflows/{course}/enrolments?state=done
  expect 200 {"enrolments": [{"contactId": "{cleo}"}]}
client other
  GET /groundlevel/contacts/{ann}/workflows
  expect 400

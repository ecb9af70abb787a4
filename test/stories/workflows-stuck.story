story   who is stuck in a workflow is shown as such, and gets on when the run does
client
  POST /flows/apply {"files": ["{\"flow\": \"hard\", \"enabled\": true, \"on\": {\"workflow\": \"Hard\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"email\": \"taken@example.com\"}}, {\"remove\": \"highlevel.contact.from.workflow\", \"where\": {\"contactId\": \"{{ contact.id }}\", \"workflowId\": \"{{ event.workflow.id }}\"}}, {\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"never\"}}]}"]}
  GET /workflows/?locationId={location}
  expect 200 {"workflows": [{"id": "{hard:uuid}"}]}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "email": "taken@example.com"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/{ann}/workflow/{hard} {}
  GET /groundlevel/workflows/{hard}/enrolments?state=stuck
  soon 200 {"enrolments": [{"contactId": "{ann}", "state": "stuck", "runId": "{run:whole}", "reason": "{text}"}]}
  GET /groundlevel/workflows/{hard}/enrolments?state=in
  expect 200 {"enrolments": []}
  POST /contacts/{ann}/workflow/{hard} {}       # in it already
  GET /groundlevel/workflows/{hard}/enrolments
  expect 200 {"enrolments": [{"state": "stuck", "times": 1}]}
  DELETE /contacts/{ben}
  POST /flows/runs/{run}/replay {"mode": "resume"}

# a run that takes its contact out of the workflow ends there
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "stopped", "reason": "the contact left the workflow"}}
  GET /groundlevel/workflows/{hard}/enrolments
  expect 200 {"enrolments": [{"state": "left"}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"email": "taken@example.com"}}
  GET /contacts/{ann}/notes
  expect 200 {"notes": []}

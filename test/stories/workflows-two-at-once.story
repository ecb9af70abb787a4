story   a contact that enters two workflows in one moment starts both; what was held and let go carries nobody on
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"enabled\": true, \"on\": {\"workflow\": \"A\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"in {{ event.workflow.name }}\"}}]}"]}
  clock +1 seconds        # ids of one moment have no order
  POST /flows/apply {"files": ["{\"flow\": \"b\", \"enabled\": true, \"on\": {\"workflow\": \"B\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"in {{ event.workflow.name }}\"}}]}"]}
  clock +1 seconds
  GET /workflows/?locationId={location}
  expect 200 {"workflows": [{"id": "{a:uuid}", "name": "A"}, {"id": "{b:uuid}", "name": "B"}]}
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"enabled\": true, \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{ann}\"}, \"set\": {\"lastName\": \"Lee\"}}, {\"add\": \"highlevel.contact.to.workflow\", \"where\": {\"contactId\": \"{ann}\", \"workflowId\": \"{a}\"}}, {\"add\": \"highlevel.contact.to.workflow\", \"where\": {\"contactId\": \"{ann}\", \"workflowId\": \"{b}\"}}]}"]}
  # which is no twin of another change in the same moment
  POST /flows/apply {"files": ["{\"flow\": \"hears\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.updated\"}, \"only\": \"{{ contact.lastName == 'Lee' }}\", \"do\": [{\"stop\": \"heard\"}]}"]}
  POST /flows/both/run {"item": "{ann}"}
  expect 202
  GET /groundlevel/contacts/{ann}/workflows
  soon 200 {"enrolments": [{"workflowName": "A", "state": "done"}, {"workflowName": "B", "state": "done"}]}
  GET /flows/runs?flow=a
  expect 200 {"runs": [{"id": "{runa:whole}"}]}
  GET /flows/runs/{runa}
  expect 200 {"event": {"workflow": {"name": "A"}}}
  GET /flows/runs?flow=b
  expect 200 {"runs": [{"id": "{runb:whole}"}]}
  GET /flows/runs/{runb}
  expect 200 {"event": {"workflow": {"name": "B"}}}

  GET /flows/runs?flow=hears
  soon 200 {"runs": ["{any}"]}

# one after the other: who waits behind another is held when the flow goes off
  POST /flows/apply {"files": ["{\"flow\": \"slow\", \"enabled\": true, \"order\": \"{{ 'one' }}\", \"on\": {\"workflow\": \"Slow\"}, \"do\": [{\"wait\": {\"for\": \"5h\"}}]}"]}
  GET /groundlevel/workflows/{a}
  expect 200 {"workflow": {"flow": "a"}}
  GET /workflows/?locationId={location}
  expect 200 {"workflows": ["{any}", "{any}", {"id": "{slow:uuid}", "name": "Slow"}]}
  POST /contacts/{ann}/workflow/{slow} {}
  GET /groundlevel/workflows/{slow}/enrolments
  soon 200 {"enrolments": [{"contactId": "{ann}", "nextAt": "{instant}"}]}
  clock +1 seconds
  POST /contacts/{ben}/workflow/{slow} {}
  GET /groundlevel/workflows/{slow}/enrolments
  soon 200 {"enrolments": [{"contactId": "{ann}"}, {"contactId": "{ben}", "runId": "{run:whole}", "state": "in"}]}
  POST /flows/slow/disable
  GET /flows/runs/{run}
  expect 200 {"run": {"state": "held"}}
  POST /flows/slow/enable {"start": "now"}
  GET /flows/runs/{run}
  expect 200 {"run": {"state": "skipped"}}
  GET /groundlevel/workflows/{slow}/enrolments
  expect 200 {"enrolments": [{"contactId": "{ann}", "state": "in"}, {"contactId": "{ben}", "state": "done"}]}

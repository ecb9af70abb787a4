story   a flow is the workflow that it names: made, published, renamed and put away with it
client
  POST /flows/apply {"files": ["{\"flow\": \"welcome\", \"title\": \"Say hello\", \"on\": {\"workflow\": \"Welcome\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"{{ contact.firstName }} is in {{ event.workflow.name }}\"}}]}"]}
  expect 200
  GET /workflows/?locationId={location}
  expect 200 {"workflows": [{"id": "{welcome:uuid}", "name": "Welcome", "status": "draft", "version": 1}]}
  GET /groundlevel/workflows/{welcome}
  expect 200 {"workflow": {"flow": "welcome", "again": false}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/workflow/{welcome} {}
  expect 400 {"message": "Workflow 'Welcome' is a draft: its flow 'welcome' is switched off"}
  GET /groundlevel/workflows/{welcome}/enrolments
  expect 200 {"enrolments": []}
  POST /flows/welcome/enable
  GET /groundlevel/workflows/{welcome}
  expect 200 {"workflow": {"status": "published", "version": 2}}
  POST /contacts/{ann}/workflow/{welcome} {}
  expect 201 {"succeded": true, "succeeded": true}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "Ann is in Welcome"}]}
  GET /groundlevel/workflows/{welcome}/enrolments
  soon 200 {"enrolments": [{"contactId": "{ann}", "state": "done", "times": 1, "runId": "{run:whole}", "step": "n",
    "since": "{instant}", "nextAt": "{absent}", "reason": "{absent}"}]}
  GET /flows/runs/{run}
  expect 200 {"run": {"state": "done"}, "event": {"workflow": {"id": "{welcome}", "name": "Welcome"}, "change": "created"}}

# it came to its end: neither again, nor out
  POST /contacts/{ann}/workflow/{welcome} {}
  expect 201
  DELETE /contacts/{ann}/workflow/{welcome}
  expect 200
  GET /groundlevel/workflows/{welcome}/enrolments?state=done
  expect 200 {"enrolments": [{"runId": "{run}", "times": 1}]}
  GET /groundlevel/workflows/{welcome}/enrolments?state=left
  expect 200 {"enrolments": []}
  GET /events?types=WorkflowEntered,WorkflowLeft
  expect 200 {"events": [{"type": "WorkflowEntered", "payload": {"id": "{ann}", "contactId": "{ann}",
    "workflowId": "{welcome}", "workflowName": "Welcome", "times": 1, "dateAdded": "{instant}", "locationId": "{location}"}}]}

# a flow that says so takes it again
  POST /flows/apply {"files": ["{\"flow\": \"welcome\", \"on\": {\"workflow\": \"Welcome\", \"again\": true}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"again\"}}]}"]}
  POST /contacts/{ann}/workflow/{welcome} {}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "again"}, {"body": "Ann is in Welcome"}]}
  GET /groundlevel/contacts/{ann}/workflows
  soon 200 {"enrolments": [{"workflowId": "{welcome}", "workflowName": "Welcome", "state": "done", "times": 2}]}

# what the flow says is not said elsewhere, nor by a second flow
  PUT /groundlevel/workflows/{welcome} {"name": "Hello"}
  expect 409 {"message": "This workflow is the flow 'welcome': change that"}
  PUT /groundlevel/workflows/{welcome} {"status": "draft"}
  expect 409
  PUT /groundlevel/workflows/{welcome} {"name": "Welcome", "status": "published"}
  expect 200
  DELETE /groundlevel/workflows/{welcome}
  expect 409 {"message": "This workflow is the flow 'welcome': give that another trigger first"}
  POST /flows/apply {"files": ["{\"flow\": \"second\", \"on\": {\"workflow\": \"Welcome\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422 {"message": ["second: on.workflow 'Welcome' is the flow 'welcome' already"]}
  POST /flows/apply {"files": ["{\"flow\": \"second\", \"on\": {\"workflow\": \"{welcome}\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422
  POST /flows/apply {"files": ["{\"flow\": \"second\", \"on\": {\"workflow\": \"New\"}, \"do\": [{\"stop\": \"x\"}]}", "{\"flow\": \"third\", \"on\": {\"workflow\": \"New\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422
  POST /flows/apply {"files": ["{\"flow\": \"second\", \"on\": {\"workflow\": \"7a52b3c4-0000-7000-8000-000000000000\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422 {"message": ["second: on.workflow there is no workflow with this id"]}
  POST /flows/check {"file": "{\"flow\": \"second\", \"on\": {\"workflow\": \"\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.workflow"}]}
  POST /flows/check {"file": "{\"flow\": \"second\", \"on\": {\"workflow\": \"x\", \"again\": 1}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.again"}]}
  GET /workflows/?locationId={location}
  expect 200 {"workflows": [{"id": "{welcome}"}]}

# renamed with its trigger; switched off it is a draft
  POST /flows/apply {"files": ["{\"flow\": \"welcome\", \"on\": {\"workflow\": \"Hello\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  GET /groundlevel/workflows/{welcome}
  expect 200 {"workflow": {"name": "Hello", "status": "published", "again": false}}
  POST /flows/welcome/disable
  GET /groundlevel/workflows/{welcome}
  expect 200 {"workflow": {"name": "Hello", "status": "draft", "flow": "welcome"}}

# with another trigger it is a workflow in which nothing runs
  POST /flows/apply {"files": ["{\"flow\": \"welcome\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  GET /groundlevel/workflows/{welcome}
  expect 200 {"workflow": {"name": "Hello", "status": "draft", "flow": "{absent}"}}
  DELETE /groundlevel/workflows/{welcome}
  expect 200

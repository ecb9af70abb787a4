story   a flow that fails again and again, or does nothing, tells somebody once, and when it is over
client
  POST /flows/apply {"files": [
    "{\"flow\": \"told\", \"enabled\": true, \"on\": {\"manual\": \"alert\"}, \"do\": [{\"stop\": \"{{ alert.cause }}: {{ alert.text }}\"}]}",
    "{\"flow\": \"shaky\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"alert\": {\"after\": \"2 failures\", \"to\": \"flow:told\"}, \"do\": [{\"get\": \"highlevel.contact\", \"where\": {\"id\": \"{{ x.id }}\"}, \"missing\": \"{{ x.id }}\"}]}"]}
  expect 422
  POST /flows/apply {"files": [
    "{\"flow\": \"told\", \"enabled\": true, \"on\": {\"manual\": \"alert\"}, \"do\": [{\"stop\": \"{{ alert.cause }}: {{ alert.text }}\"}]}",
    "{\"flow\": \"shaky\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"alert\": {\"after\": \"2 failures\", \"to\": \"flow:told\"}, \"do\": [{\"get\": \"highlevel.contact\", \"where\": {\"id\": \"{{ x.id }}\"}}]}"]}
  POST /flows/shaky/run {"data": {"id": "nobody"}}
  expect 202
  clock +2 minutes
  GET /flows/runs?flow=shaky&state=failed
  soon 200 {"runs": ["{any}"]}
  GET /flows/runs?flow=told
  expect 200 {"runs": []}
  POST /flows/shaky/run {"data": {"id": "nobody"}}
  expect 202
  GET /flows/runs?flow=shaky&state=failed
  soon 200 {"runs": ["{any}", "{any}"]}
  clock +2 minutes
  GET /flows/runs?flow=told
  soon 200 {"runs": [{"state": "stopped", "reason": "failures: The flow 'shaky' failed 2 times in a row. The last time: do[0]: there is no such 'highlevel.contact'"}]}
  # once for each cause, and when it is over
  POST /flows/shaky/run {"data": {"id": "nobody"}}
  expect 202
  GET /flows/runs?flow=shaky&state=failed
  soon 200 {"runs": ["{any}", "{any}", "{any}"]}
  clock +2 minutes
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/shaky/run {"data": {"id": "{ann}"}}
  expect 202
  GET /flows/runs?flow=shaky&state=done
  soon 200 {"runs": ["{any}"]}
  clock +2 minutes
  GET /flows/runs?flow=told
  soon 200 {"runs": [{"reason": "over: The flow 'shaky' works again."}, "{any}"]}
  # silence, by mail
  POST /flows/apply {"files": ["{\"flow\": \"quiet\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"alert\": {\"silent_for\": \"6h\", \"to\": \"ops@example.com\"}, \"do\": [{\"stop\": \"seen\"}]}"]}
  clock +5 hours
  GET /outgoing
  expect 200 {"messages": []}
  clock +2 hours
  GET /outgoing
  soon 200 {"messages": [{"kind": "flow-alert", "toAddress": "ops@example.com", "subject": "The flow 'quiet' has done nothing for 360 minutes."}]}
  POST /flows/apply {"files": ["{\"flow\": \"bad\", \"on\": {\"manual\": \"x\"}, \"alert\": {\"after\": \"some\", \"to\": \"nobody\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422 {"message": ["{text}", "{text}"]}

story   what happens while a flow is off is done when it is on again, once
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"ev\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"saw {{ contact.firstName }}\"}}]}"]}
  POST /flows/ev/disable
  POST /contacts/ {"locationId": "{location}", "firstName": "Off"}
  expect 201
  GET /flows/runs
  soon 200 {"runs": [{"state": "held"}]}
  GET /contacts/{keeper}/notes
  expect 200 {"notes": []}
  POST /flows/ev/enable
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "saw Off"}]}
  POST /flows/ev/disable
  POST /contacts/ {"locationId": "{location}", "firstName": "Gone"}
  expect 201
  GET /flows/runs
  soon 200 {"runs": [{"state": "held"}, "{more}"]}
  POST /flows/ev/enable {"start": "now"}
  GET /flows/runs
  expect 200 {"runs": [{"state": "skipped"}, {"state": "done"}]}

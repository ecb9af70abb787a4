story   a run that failed goes on where it failed, with the revision of today
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"f\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"one\"}}, {\"id\": \"b\", \"get\": \"highlevel.contact\", \"where\": {\"contactId\": \"nobody\"}}, {\"id\": \"n2\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"two\"}}]}"]}
  POST /flows/f/run {"data": {}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "failed", "reason": "{text}"}}
  POST /flows/apply {"files": ["{\"flow\": \"f\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"one\"}}, {\"id\": \"n2\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"two\"}}]}"]}
  POST /flows/runs/{run}/replay {"mode": "current"}
  expect 202
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "two"}, {"body": "one"}]}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done", "rev": 2}}
  POST /flows/runs/{run}/replay
  expect 409

story   a wait outlives the program
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"later\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"before\"}}, {\"wait\": {\"for\": \"2h\"}}, {\"id\": \"n2\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"after\"}}]}"]}
  POST /flows/later/run {"data": {}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "before"}]}
  restart
  clock +3 hours
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "after"}, {"body": "before"}]}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}

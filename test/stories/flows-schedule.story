story   a schedule keeps the hours of its zone
clock to 10:00 # within 25 hours it is seven o'clock in Berlin once
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"daily\", \"enabled\": true, \"on\": {\"at\": \"0 7 * * *\", \"zone\": \"Europe/Berlin\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"good morning\"}}]}"]}
  clock +25 hours
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "good morning"}]}
  GET /flows/runs?flow=daily
  expect 200 {"runs": [{"state": "done"}]}

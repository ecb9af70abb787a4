story  a zone moves instants, and no day
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper", "dateOfBirth": "1990-05-20"}
  expect 201 {"contact": {"id": "{keeper:id}", "dateOfBirth": "1990-05-20T00:00:00.000Z"}}
  POST /flows/apply {"files": ["{\"flow\": \"day\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"get\": \"highlevel.contact\", \"where\": {\"id\": \"{{ x.id }}\"}}, {\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ steps.c.id }}\"}, \"set\": {\"body\": \"{{ date(steps.c.dateOfBirth, 'YYYY-MM-DD', 'America/New_York') }} {{ date(x.at, 'YYYY-MM-DD', 'America/New_York') }}\"}}]}"]}
  POST /flows/day/run {"data": {"id": "{keeper}", "at": "1990-05-20T00:00:00.000Z"}}
  expect 202
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "1990-05-20 1990-05-19"}]}

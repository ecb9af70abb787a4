story   what is there already is taken for what was to be made, here as on another server
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"make\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"post\": \"highlevel.contact\", \"set\": {\"email\": \"{{ x.email }}\"}}, {\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ steps.c.id }}\"}, \"set\": {\"body\": \"made\"}}]}"]}
  POST /flows/make/run {"data": {"email": "ANN@example.com"}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  GET /contacts/{ann}/notes
  expect 200 {"notes": [{"body": "made"}]}
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Ben", "email": "ben@example.com"}
  expect 201 {"contact": {"id": "{ben:id}"}}
client
  POST /connections {"kind": "highlevel", "name": "far", "baseUrl": "{server}", "secret": "{othertoken}", "remoteLocationId": "{otherlocation}"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"make\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"post\": \"highlevel.contact\", \"use\": \"far\", \"set\": {\"email\": \"{{ x.email }}\"}}, {\"post\": \"highlevel.contact.note\", \"use\": \"far\", \"where\": {\"contactId\": \"{{ steps.c.id }}\"}, \"set\": {\"body\": \"made\"}}]}"]}
  POST /flows/make/run {"data": {"email": "BEN@example.com"}}
  expect 202 {"run": {"id": "{second:whole}"}}
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "done"}}
client other
  GET /contacts/{ben}/notes
  expect 200 {"notes": [{"body": "made"}]}

story   what a person applied goes on without his session, and stops with his right
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  POST /auth/invites {"email": "ed@example.com", "role": "editor", "locations": ["{location}"]}
  expect 201 {"invite": {"code": "{code:text}", "userId": "{ed:id}"}}
client browser ed
  POST /auth/invites/accept {"code": "{code}", "password": "ten letters"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"greet\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"of\": \"{{contact.id}}\", \"set\": {\"body\": \"hello {{contact.firstName}}\"}}]}"]}
  expect 200
  DELETE /auth/session
  expect 200
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "hello Ann"}]}
  GET /flows/
  expect 200 {"flows": [{"slug": "greet", "state": "on"}]}
client agency
  POST /auth/invites {"email": "ed@example.com", "role": "viewer"}
  expect 201
  DELETE /users/{ed}
  expect 200
client
  GET /flows/
  expect 200 {"flows": [{"slug": "greet", "state": "blocked", "stateReason": "Whoever applied this flow may not enter this location any more: apply it again"}]}

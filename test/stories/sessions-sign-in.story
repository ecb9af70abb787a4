story   somebody signs in with his password, asks in his location, and signs out
client browser
  GET /auth/session
  expect 401 {"message": "No Authorization header found for authentication!"}
  POST /auth/session {"email": "OWNER@example.com ", "password": "{ownerpassword}"}
  expect 201 {"session": {"user": {"id": "{owner}", "email": "owner@example.com", "role": "owner"},
    "locations": [{"id": "{location}", "name": "My Location", "timezone": "{text}"}],
    "company": true, "csrf": "{text}", "needs": [], "expiresAt": "{instant}"}}
  expect header Cache-Control no-store
  GET /auth/session
  expect 200 {"session": {"user": {"id": "{owner}"}}}
  # his only location is meant where he says none
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  header X-Location: {location}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann"}}
  # the company's, because he is its owner
  GET /tokens
  expect 200
  # another device
client browser laptop
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}", "stay": true}
  expect 201
  GET /auth/sessions
  expect 200 {"sessions": [{"current": true, "agent": "Story/1.0", "stay": true}, {"id": "{first:id}", "current": false}]}
  DELETE /auth/sessions/{first}
  expect 200
  DELETE /auth/sessions/{first}
  expect 404
client browser
  GET /auth/session
  expect 401 {"message": "Your session is over: sign in."}
client browser laptop
  DELETE /auth/session
  expect 200
  GET /auth/session
  expect 401 {"message": "No Authorization header found for authentication!"}

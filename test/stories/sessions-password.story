story   a password is changed, and all other sessions are over
client browser one
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
client browser two
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  PUT /auth/password {"current": "not this one", "new": "much better words"}
  expect 401 {"message": "The password is wrong."}
  PUT /auth/password {"current": "{ownerpassword}", "new": "short"}
  expect 422 {"message": ["new must be longer than or equal to 10 characters"]}
  PUT /auth/password {"current": "{ownerpassword}", "new": "much better words"}
  expect 200 {"session": {"user": {"id": "{owner}"}}}
  GET /auth/sessions
  expect 200 {"sessions": [{"current": true}]}
client browser one
  GET /auth/session
  expect 401
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 401
  POST /auth/session {"email": "owner@example.com", "password": "much better words"}
  expect 201
  # by the wire, too
client agency
  PUT /users/{owner} {"password": "by somebody else"}
  expect 200
client browser one
  GET /auth/session
  expect 401 {"message": "Your session is over: sign in."}

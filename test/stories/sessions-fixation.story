story   a cookie that somebody slipped in is not the one that signing in gives
client browser
  header Cookie: groundlevel=0000000000000000000000000000000000000000000000000000000000000000
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  header Cookie: groundlevel=0000000000000000000000000000000000000000000000000000000000000000
  GET /auth/session
  expect 401 {"message": "Your session is over: sign in."}
  # the one that was there before is over
client browser
  GET /auth/session
  expect 200
  GET /auth/sessions
  expect 200 {"sessions": [{"id": "{before:id}"}]}
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  GET /auth/sessions
  expect 200 {"sessions": [{"id": "{after:id}", "current": true}]}
  DELETE /auth/sessions/{before}
  expect 404
  # over https it has another name, and the one without it does not count
  header X-Forwarded-Proto: https
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  GET /auth/session
  expect 401
  # plain http from elsewhere is refused
  header Host: crm.example.com
  header -Origin
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 403

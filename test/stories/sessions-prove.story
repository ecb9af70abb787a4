story   what shows a key asks for the password again after ten minutes
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  POST /tokens {"name": "A", "class": "company"}
  expect 201 {"token": {"id": "{a:id}", "secret": "{text}"}}
  clock +11 minutes
  GET /auth/session
  expect 200 {"session": {"needs": ["password"]}}
  POST /tokens {"name": "B", "class": "company"}
  expect 403 {"needs": ["password"], "message": "Give your password once more (POST /auth/session/prove)."}
  POST /tokens/{a}/rotate {}
  expect 403
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  POST /auth/session/prove {"password": "not this one"}
  expect 401
  POST /auth/session/prove {"password": "{ownerpassword}"}
  expect 200 {"session": {"needs": []}}
  POST /tokens {"name": "B", "class": "company"}
  expect 201
  # unused for twelve hours it is over; being used it goes on
  clock +7 hours
  GET /auth/session
  expect 200
  GET /auth/sessions
  soon 200 {"sessions": [{"current": true}]}
  clock +13 hours
  GET /auth/session
  expect 401 {"message": "Your session is over: sign in."}
  # a token is no person
client agency
  GET /auth/session
  expect 401 {"message": "Token's user type mismatch!"}

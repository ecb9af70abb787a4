story   somebody is invited, chooses a password, and may what his role says
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  POST /auth/invites {"email": "ed@example.com", "role": "editor", "name": "Ed Itor"}
  expect 201 {"invite": {"role": "editor", "code": "{code:text}", "userId": "{ed:id}"}}
  POST /auth/invites {"email": "vi@example.com", "role": "viewer", "locations": ["{location}"]}
  expect 201 {"invite": {"role": "viewer", "code": "{vicode:text}"}}
  POST /auth/invites {"email": "ad@example.com", "role": "admin"}
  expect 201 {"invite": {"role": "admin", "code": "{adcode:text}"}}
  POST /auth/invites {"email": "x@example.com", "role": "king"}
  expect 422
client browser ed
  POST /auth/invites/accept {"code": "{code}", "password": "short"}
  expect 422
  POST /auth/invites/accept {"code": "00000000000000000000000000000000", "password": "ten letters"}
  expect 400 {"message": "This link was used, or is too old: ask for another one."}
  POST /auth/invites/accept {"code": "{code}", "name": "Edna Maria Itor", "password": "ten letters"}
  expect 201 {"session": {"user": {"id": "{ed}", "name": "Edna Maria Itor", "role": "editor"},
    "company": false, "locations": [{"id": "{location}"}]}}
  POST /auth/invites/accept {"code": "{code}", "password": "eleven letters"}
  expect 400
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  # settings are for admins, keys for the owner, other locations for others
  POST /auth/invites {"email": "y@example.com", "role": "viewer"}
  expect 403 {"message": "Your role is editor: it lacks the scope users.write."}
  GET /tokens
  expect 403 {"message": "This is asked of the company, which you may not enter."}
client other
client browser ed
  header X-Location: {otherlocation}
  GET /contacts/?locationId={otherlocation}
  expect 403 {"message": "You may not enter this location."}
  GET /contacts/?locationId={otherlocation}
  expect 403
client browser vi
  POST /auth/invites/accept {"code": "{vicode}", "password": "ten letters"}
  expect 201
  GET /contacts/{ann}
  expect 200
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 403 {"message": "Your role is viewer: it lacks the scope contacts.write."}
client browser ad
  POST /auth/invites/accept {"code": "{adcode}", "password": "ten letters"}
  expect 201
  POST /auth/invites {"email": "z@example.com", "role": "owner"}
  expect 403 {"message": "Nobody can make an owner who is none himself."}
  POST /auth/invites {"email": "owner@example.com", "role": "owner"}
  expect 400
  PUT /users/{owner} {"password": "now it is mine"}
  expect 403 {"message": "Your role is admin: it does not reach somebody who may more."}
  DELETE /users/{owner}
  expect 403
  # who is deleted is out
  DELETE /users/{ed}
  expect 200
client browser ed
  GET /contacts/{ann}
  expect 401 {"message": "Your session is over: sign in."}

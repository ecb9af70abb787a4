story   the link that init prints works once, and names the owner and the place
client browser
  POST /auth/first {"code": "{firstcode}", "name": "Ann Harbour", "password": "fourteen letters", "email": "ann@harbour.example", "placeName": "Harbour Yoga", "zone": "Europe/Berlin"}
  expect 201 {"session": {"user": {"id": "{owner}", "name": "Ann Harbour", "email": "ann@harbour.example", "role": "owner"},
    "locations": [{"id": "{location}", "name": "Harbour Yoga", "timezone": "Europe/Berlin"}]}}
  POST /auth/first {"code": "{firstcode}", "name": "Eve", "password": "fourteen letters"}
  expect 400 {"message": "This link was used, or is too old: ask for another one."}
client browser again
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 401
  POST /auth/session {"email": "ann@harbour.example", "password": "fourteen letters"}
  expect 201
client agency
  # an owner who has lost his password: his company's token makes a new link
  POST /auth/invites {"email": "ann@harbour.example", "role": "owner"}
  expect 201 {"invite": {"userId": "{owner}", "code": "{code:text}"}}
client browser new
  POST /auth/first {"code": "{code}", "name": "Eve", "password": "fourteen letters"}
  expect 400
  POST /auth/invites/accept {"code": "{code}", "password": "sixteen letters!"}
  expect 201 {"session": {"user": {"name": "Ann Harbour"}}}
client browser again
  GET /auth/session
  expect 401

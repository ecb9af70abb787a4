story   the roles of people are listed and set, within one's own; the last owner stays one
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  POST /auth/invites {"email": "ed@example.com", "role": "editor", "name": "Ed Itor"}
  expect 201 {"invite": {"code": "{code:text}", "userId": "{ed:id}"}}
  POST /auth/invites {"email": "ad@example.com", "role": "admin", "name": "Ad Min"}
  expect 201 {"invite": {"code": "{adcode:text}", "userId": "{ad:id}"}}
client browser ad
  POST /auth/invites/accept {"code": "{adcode}", "password": "ten letters"}
  expect 201
  GET /auth/people?locationId={location}
  expect 200 {"people": [{"id": "{ad}", "role": "admin", "invited": false, "lastSeenAt": "{instant}"},
    {"id": "{ed}", "name": "Ed Itor", "email": "ed@example.com", "role": "editor", "invited": true, "lastSeenAt": "{absent}"},
    {"id": "{owner}", "role": "owner"}]}
  PUT /auth/people/{owner} {"role": "viewer"}
  expect 403 {"message": "Your role is admin: it does not reach somebody who may more."}
  PUT /auth/people/{ed} {"role": "owner"}
  expect 403 {"message": "Nobody can make an owner who is none himself."}
  PUT /auth/people/{ed} {"role": "king"}
  expect 422
  PUT /auth/people/00000000000000000000 {"role": "viewer"}
  expect 404 {"message": "Nobody with this id signs in here."}
client browser ed
  POST /auth/invites/accept {"code": "{code}", "password": "ten letters"}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  PUT /auth/people/{ed} {"role": "admin"}
  expect 403 {"message": "Your role is editor: it lacks the scope users.write."}
client browser ad
  # at once, in the session that is open
  PUT /auth/people/{ed} {"role": "viewer"}
  expect 200 {"person": {"id": "{ed}", "role": "viewer", "invited": false}}
client browser ed
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 403 {"message": "Your role is viewer: it lacks the scope contacts.write."}
client browser ad
  PUT /auth/people/{ed} {"role": "admin"}
  expect 200 {"person": {"role": "admin"}}
  GET /users/{ed}
  expect 200 {"roles": {"role": "admin"}}
  PUT /auth/people/{ed} {"role": "editor"}
  expect 200 {"person": {"role": "editor"}}
  GET /users/{ed}
  expect 200 {"roles": {"role": "user"}}
client browser
  PUT /auth/people/{owner} {"role": "admin"}
  expect 400 {"message": "The last owner stays one: make somebody else an owner first."}
  PUT /auth/people/{ed} {"role": "owner"}
  expect 200 {"person": {"role": "owner"}}
  PUT /auth/people/{owner} {"role": "admin"}
  expect 200 {"person": {"role": "admin"}}
  GET /tokens
  expect 403
client browser ed
  PUT /auth/people/{owner} {"role": "owner"}
  expect 200
client browser
  PUT /auth/people/{ed} {"role": "admin"}
  expect 200
# of another location, and of no location's
client other
  GET /auth/people?locationId={otherlocation}
  expect 200 {"people": []}
  PUT /auth/people/{ed} {"role": "viewer"}
  expect 404
client agency
  GET /auth/people
  expect 200 {"people": [{"id": "{ad}"}, {"id": "{ed}"}, {"id": "{owner}"}]}
clock +11 minutes
client browser ad
  PUT /auth/people/{ed} {"role": "viewer"}
  expect 403 {"needs": ["password"]}

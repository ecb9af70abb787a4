story   a deleted user's token and the flows that it applied do nothing any more
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Sam", "lastName": "Gone", "email": "sam@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"id": "{sam:id}"}
  # nobody saws off the branch he sits on
  DELETE /users/{owner}
  expect 400 {"message": "The token that asks is this user's and would be revoked with him: ask with another."}
  # a token is its user's: of whoever made it
  POST /tokens {"name": "Theirs", "locationId": "{otherlocation}"}
  expect 201 {"token": {"id": "{theirsid:id}", "secret": "{theirs:text}"}}
  POST /tokens {"name": "Here", "locationId": "{location}"}
  expect 201 {"token": {"id": "{hereid:id}", "secret": "{here:text}"}}
  PUT /users/{owner} {"locationIds": ["{location}", "{otherlocation}"]}
client
  header Authorization: Bearer {theirs}
  POST /flows/apply {"files": ["{\"flow\": \"theirs\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"of\": \"{{contact.id}}\", \"set\": {\"body\": \"hello\"}}]}"]}
  expect 200
  header Authorization: Bearer {theirs}
  GET /flows/theirs
  expect 200 {"flow": {"state": "on"}}
client agency
  # who leaves a location leaves his tokens for it
  PUT /users/{owner} {"locationIds": ["{location}"]}
  expect 200
client other
  header Authorization: Bearer {theirs}
  GET /contacts/?locationId={otherlocation}
  expect 401 {"message": "Invalid Private Integration token"}
  header Authorization: Bearer {here}
  GET /contacts/?locationId={location}
  expect 200
  # nor does a location take away what the company holds
client
  header Authorization: Bearer {here}
  POST /flows/apply {"files": ["{\"flow\": \"greet\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"of\": \"{{contact.id}}\", \"set\": {\"body\": \"hello\"}}]}"]}
  expect 200
client scoped users.write
  DELETE /users/{owner}
  expect 401 {"message": "The user has a token that may more than yours, and it would be revoked: ask with one that may as much."}
client keeper
  GET /users/{owner}
  expect 200
  DELETE /users/{owner}
  expect 200
client
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid Private Integration token"}
client agency
  GET /users/{sam}
  expect 401
client scoped contacts.write contacts.readonly flows.readonly flows.write
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /flows/greet
  expect 200 {"flow": {"state": "blocked", "stateReason": "The token that applied this flow is revoked or has expired: apply it again"}}
  GET /flows/runs?flow=greet
  soon 200 {"runs": [{"state": "held", "reason": "The token that applied this flow is revoked or has expired: apply it again"}]}
  GET /contacts/{ann}/notes
  expect 200 {"notes": []}

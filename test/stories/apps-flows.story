story   what an application applied goes on while it is allowed, and stops with that
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly", "contacts.write", "flows.readonly", "flows.write"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{access:text}"}
  header Authorization: Bearer {access}
  POST /flows/apply {"files": ["{\"flow\": \"greet\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"of\": \"{{contact.id}}\", \"set\": {\"body\": \"hello {{contact.firstName}}\"}}]}"]}
  expect 200
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "hello Ann"}]}
client agency
  GET /installs
  expect 200 {"installs": [{"id": "{install:id}"}]}
  DELETE /installs/{install}
  expect 200
client
  GET /flows/
  expect 200 {"flows": [{"slug": "greet", "state": "blocked"}]}
  # which is for a person to mend
  GET /needs
  expect 200 {"needs": [{"kind": "flow", "severity": "bad", "state": "blocked", "to": "greet", "title": "{text}", "about": "{text}"}]}

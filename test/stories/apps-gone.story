story   what was allowed in a place ends with the place, and with the application
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly", "contacts.write"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
client other
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={otherlocation}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a1:text}", "refresh_token": "{r1:text}"}
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={otherlocation}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&state={went_code}
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a2:text}", "refresh_token": "{r2:text}"}
client agency
  DELETE /locations/{otherlocation}?deleteTwilioAccount=false
  expect 200
client nobody
  header Authorization: Bearer {a1}
  GET /contacts/?locationId={otherlocation}
  expect 401 {"message": "Invalid JWT"}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r1}&client_id={client}&client_secret={secret}
  expect 400 {"error": "{text}"}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_state}&client_id={client}&client_secret={secret}
  soon 401 {"error": "UnAuthorized!"}
  header Authorization: Bearer {a2}
  GET /contacts/?locationId={location}
  expect 200
  # one access token alone
  raw application/x-www-form-urlencoded
  POST /oauth/revoke token={a2}&client_id={client}&client_secret={secret}
  expect 200
  header Authorization: Bearer {a2}
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid JWT"}
  raw application/x-www-form-urlencoded
  POST /oauth/introspect token={a2}&client_id={client}&client_secret={secret}
  expect 200 {"active": false}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r2}&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a3:text}", "refresh_token": "{r3:text}"}
  raw application/x-www-form-urlencoded
  POST /oauth/revoke token=nothing&client_id={client}&client_secret={secret}
  expect 200
client agency
  DELETE /apps/{app}
  expect 200
  GET /apps/{app}
  expect 404
client nobody
  header Authorization: Bearer {a3}
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid JWT"}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r3}&client_id={client}&client_secret={secret}
  expect 401 {"error": "invalid_client"}

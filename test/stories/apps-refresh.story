story   a refresh token gives one child, the same to the same question, and ends all when it is stolen
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly", "contacts.write"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a1:text}", "refresh_token": "{r1:text}"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r1}&scope=tokens.write&client_id={client}&client_secret={secret}
  expect 400 {"error": "invalid_scope"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r1}&scope=contacts.readonly&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a2:text}", "refresh_token": "{r2:text}", "scope": "contacts.readonly", "expires_in": 86399}
  # the same to the same question, also after a power cut
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r1}&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a2}", "refresh_token": "{r2}"}
restart
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r1}&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a2}", "refresh_token": "{r2}"}
clock +23 hours
  # the access token has less than an hour left: another one, and the same child
clock +30 minutes
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r1}&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{a3:text}", "refresh_token": "{r2}", "expires_in": 86399}
  header Authorization: Bearer {a3}
  GET /contacts/?locationId={location}
  expect 200
  header Authorization: Bearer {a2}
  GET /contacts/?locationId={location}
  expect 200
  # the secret of the application is renewed; the old one goes on for an hour
client agency
  POST /apps/{app}/secret {"overlapSeconds": 3600}
  expect 201 {"app": {"clientSecret": "{new:uuid}"}}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r2}&client_id={client}&client_secret={secret}
  expect 200 {"refresh_token": "{r3:text}", "scope": "contacts.readonly contacts.write"}
clock +2 hours
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r3}&client_id={client}&client_secret={secret}
  expect 401 {"error": "invalid_client"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r3}&client_id={client}&client_secret={new}
  expect 200 {"refresh_token": "{r4:text}", "access_token": "{a4:text}"}
  header Authorization: Bearer {a2}
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid JWT"}
  header Authorization: Bearer {a4}
  GET /contacts/?locationId={location}
  expect 200
  # one whose child was used: a thief, or who was robbed
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r2}&client_id={client}&client_secret={new}
  expect 400 {"error": "invalid_grant", "error_description": "The refresh token was used before."}
  header Authorization: Bearer {a4}
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid JWT"}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={r4}&client_id={client}&client_secret={new}
  expect 400 {"error": "invalid_grant"}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token=0123456789&client_id={client}&client_secret={new}
  expect 400 {"error": "invalid_grant"}

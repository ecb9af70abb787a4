story   a public application proves itself by the verifier of its challenge
client agency
  POST /apps {"name": "Desk", "public": true, "redirects": ["http://127.0.0.1/back"], "scopes": ["contacts.readonly"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{absent}", "public": true}}
  POST /apps/{app}/secret {}
  expect 404
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  GET /oauth/chooselocation?response_type=code&client_id={client}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback
  expect 303
  expect header Location "http://127.0.0.1:4711/back?error=invalid_request&iss=http%3A%2F%2F127.0.0.1%3A{port}"
  GET /oauth/chooselocation?response_type=code&client_id={client}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fother
  expect 400
  GET /oauth/chooselocation?response_type=code&client_id={client}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
  expect 200
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&client_id={client}
  expect 400 {"error": "invalid_grant"}
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl&client_id={client}
  expect 400 {"error": "invalid_grant"}
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_verifier=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&client_id={client}
  expect 400 {"error": "invalid_grant"}
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711%2Fback&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&client_id={client}
  expect 200 {"refresh_token": "{refresh:text}"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={refresh}&client_id={client}
  expect 200 {"refresh_token": "{refresh2:text}", "access_token": "{access:text}"}
  # the same question, for ten seconds
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={refresh}&client_id={client}
  expect 200 {"refresh_token": "{refresh2}", "access_token": "{access}"}
clock +11 seconds
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={refresh}&client_id={client}
  expect 400 {"error": "invalid_grant", "error_description": "The refresh token was used before."}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={refresh2}&client_id={client}
  expect 400 {"error": "invalid_grant"}
  header Authorization: Bearer {access}
  GET /contacts/?locationId={location}
  expect 401

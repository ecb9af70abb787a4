story   somebody allows an application, and it asks in his place
client agency
  POST /apps {"name": "Harbour <Sync>", "redirects": ["https://app.example.com/back?x=1"], "scopes": ["contacts.readonly", "contacts.write", "locations.readonly"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}", "kind": "location", "public": false}}
  GET /apps
  expect 200 {"apps": [{"id": "{app}", "clientSecret": "{absent}"}]}
client browser
  # not signed in: the page asks for that first
  GET /oauth/chooselocation?response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1&state=a%22%3E%3Cb
  expect 200
  expect header Content-Security-Policy "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'self' https://app.example.com"
  expect header Referrer-Policy same-origin
  raw application/x-www-form-urlencoded
  POST /oauth/sign-in email=owner@example.com&password={ownerpassword}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1&state=a%22%3E%3Cb&scope=contacts.readonly%20contacts.write
  expect 303
  expect header Location "/oauth/chooselocation?client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1&response_type=code&scope=contacts.readonly%20contacts.write&state=a%22%3E%3Cb"
  GET /auth/session
  expect 200
  GET /v2/oauth/chooselocation?response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1&state=a%22%3E%3Cb&scope=contacts.readonly%20contacts.write
  expect 200
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1&state=a%22%3E%3Cb&scope=contacts.readonly%20contacts.write
  expect 303
  expect header Location "https://app.example.com/back?x=1&code={went_code}&state=a%22%3E%3Cb&iss=http%3A%2F%2F127.0.0.1%3A{port}"
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&client_id={client}&client_secret={secret}&user_type=Location&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1
  expect 200 {"access_token": "{access:text}", "token_type": "Bearer", "expires_in": 86399, "refresh_token": "{refresh:text}",
    "scope": "contacts.readonly contacts.write", "userType": "Location", "companyId": "{company}", "locationId": "{location}", "userId": "{owner}", "appId": "{app}", "versionId": "{app}"}
  expect header Cache-Control no-store
  header Authorization: Bearer {access}
  POST /contacts/ {"locationId": "{location}", "firstName": "By app"}
  expect 201 {"contact": {"id": "{made:id}"}}
  header Authorization: Bearer {access}
  GET /locations/{location}
  expect 401 {"message": "The token is not authorized for this scope."}
  header Authorization: Bearer {access}
  GET /tokens
  expect 401
  # what it is, and the keys that it is signed with
  GET /.well-known/jwks.json
  expect 200 {"keys": [{"kty": "RSA", "alg": "RS256", "use": "sig", "e": "AQAB", "kid": "{text}", "n": "{text}"}]}
  GET /.well-known/oauth-authorization-server
  expect 200 {"code_challenge_methods_supported": ["S256"], "token_endpoint": "{server}/oauth/token"}
  raw application/x-www-form-urlencoded
  POST /oauth/introspect token={access}&client_id={client}&client_secret={secret}
  expect 200 {"active": true, "scope": "contacts.readonly contacts.write", "client_id": "{client}", "sub": "{location}"}
  # it was announced, and can be taken out again
client
  GET /events?types=INSTALL
  expect 200 {"events": [{"type": "INSTALL", "payload": {"appId": "{app}", "installType": "Location", "locationId": "{location}", "companyId": "{company}", "userId": "{owner}"}}]}
client agency
  GET /installs
  expect 200 {"installs": [{"id": "{install:id}", "name": "Harbour <Sync>", "locationId": "{location}", "scopes": ["contacts.readonly", "contacts.write"]}]}
  DELETE /installs/{install}
  expect 200
  DELETE /installs/{install}
  expect 404
client nobody
  header Authorization: Bearer {access}
  GET /contacts/{made}
  expect 401 {"message": "Invalid JWT"}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={refresh}&client_id={client}&client_secret={secret}
  expect 400 {"error": "invalid_grant"}
client
  GET /events?types=UNINSTALL
  expect 200 {"events": [{"type": "UNINSTALL", "payload": {"appId": "{app}", "locationId": "{location}"}}]}

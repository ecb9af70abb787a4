story   an application makes and rotates no private tokens: they would outlast what people have allowed it
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["tokens.write", "tokens.readonly"], "kind": "company"}
  expect 201 {"app": {"clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
  POST /tokens {"name": "Keys", "class": "company", "scopes": ["tokens.readonly"]}
  expect 201 {"token": {"id": "{keys:id}"}}
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place=company&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{c1:text}"}
  header Authorization: Bearer {c1}
  GET /tokens
  expect 200 {"tokens": [{"id": "{keys}"}]}
  header Authorization: Bearer {c1}
  POST /tokens {"name": "Mine", "class": "company"}
  expect 401 {"message": "An application makes no private tokens: they would outlast what people have allowed it."}
  header Authorization: Bearer {c1}
  POST /tokens/{keys}/rotate {}
  expect 401 {"message": "An application makes no private tokens: they would outlast what people have allowed it."}
  header Authorization: Bearer {c1}
  GET /tokens
  expect 200 {"tokens": [{"id": "{keys}", "expiresAt": "{absent}"}]}

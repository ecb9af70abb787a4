story   nobody is sent to an address that is not registered, byte for byte
client agency
  POST /apps {"name": "A", "redirects": ["http://app.example.com/back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://app.example.com/a/../back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://app.example.com/back#x"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://user@app.example.com/back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://App.example.com/back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://app.example.com./back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://app.example.com/back\t"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["javascript:alert(1)"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://app.example.com:99999999/back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://app.example.com\\@evil.example/"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https:///back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["http://localhost/back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["http://127.0.0.1/back"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "A", "redirects": ["https://127.0.0.1\u3002evil.example/"], "scopes": ["contacts.readonly"]}
  expect 422
  POST /apps {"name": "B", "redirects": ["http://127.0.0.1:0x1/back"], "scopes": ["contacts.readonly"], "public": true}
  expect 422
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly", "contacts.write"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%2F
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%2F..%2Fother
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fbackx
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fbac%256b
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2FBack
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%3A443%2Fback
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com.%2Fback
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fu%40app.example.com%2Fback
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%09
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%23x
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback%3Fx%3D1
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=javascript%3Aalert(1)
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2F
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=http%3A%2F%2Fapp.example.com%2Fback
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=%2F%2Fapp.example.com%2Fback
  expect 400
  expect header Location {absent}
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=
  expect 400
  expect header Location {absent}
  # a second parameter of the same name
  GET /oauth/chooselocation?response_type=code&client_id={client}&state=s&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&redirect_uri=https%3A%2F%2Fevil.example%2F
  expect 422
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&redirect_uri=https%3A%2F%2Fevil.example%2F
  expect 400
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fevil.example%2F
  expect 400
  GET /oauth/chooselocation?response_type=code&client_id=nobody&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 400
  # what else is wrong goes back to the application, with its state unharmed
  GET /oauth/chooselocation?response_type=token&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&state=%22%3E%3Cb%20%26
  expect 303
  expect header Location "https://app.example.com/back?error=unsupported_response_type&state=%22%3E%3Cb%20%26&iss=http%3A%2F%2F127.0.0.1%3A{port}"
  GET /oauth/chooselocation?response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&scope=tokens.write
  expect 303
  expect header Location "https://app.example.com/back?error=invalid_scope&iss=http%3A%2F%2F127.0.0.1%3A{port}"
  GET /oauth/chooselocation?response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&code_challenge=abc&code_challenge_method=plain
  expect 303
  expect header Location "https://app.example.com/back?error=invalid_request&iss=http%3A%2F%2F127.0.0.1%3A{port}"
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=deny&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&state=s
  expect 303
  expect header Location "https://app.example.com/back?error=access_denied&state=s&iss=http%3A%2F%2F127.0.0.1%3A{port}"

story   a page of another site cannot allow an application
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly", "contacts.write"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  header Sec-Fetch-Site: cross-site
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 403
  header Origin: null
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 403
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf=wrong&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 403
  header -Cookie
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 403
  header Origin: https://evil.example
  raw application/x-www-form-urlencoded
  POST /oauth/sign-in email=owner@example.com&password={ownerpassword}&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 403
  raw application/x-www-form-urlencoded
  POST /oauth/sign-in email=owner@example.com&password=wrong&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 401
  # the whole company is not for an application of locations, nor a place of others
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place=company&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 403
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place=nowhere&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 403
  # who may less gives less
  POST /auth/invites {"email": "vi@example.com", "role": "viewer"}
  expect 201 {"invite": {"code": "{vicode:text}"}}
client browser vi
  POST /auth/invites/accept {"code": "{vicode}", "password": "ten letters"}
  expect 201
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_vi}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 200 {"scope": "contacts.readonly"}
client browser vi
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_vi}&scope=contacts.write&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
  expect header Location "https://app.example.com/back?error=invalid_scope&iss=http%3A%2F%2F127.0.0.1%3A{port}"

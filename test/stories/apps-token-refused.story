story   a code is for its application, its address, its proof, once, and for five minutes
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly", "contacts.write"]}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
  POST /apps {"name": "Other", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly"]}
  expect 201 {"app": {"clientId": "{client2:text}", "clientSecret": "{secret2:uuid}"}}
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
client nobody
  POST /oauth/token {"grant_type": "authorization_code", "code": "{went_code}"}
  expect 415 {"error": "invalid_request"}
  GET /oauth/token
  expect 404
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code=0123456789012345678901234567890123456789
  expect 401 {"error": "UnAuthorized!", "error_description": "Authorization code not found"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=client_credentials&client_id={client}&client_secret={secret}
  expect 400 {"error": "unsupported_grant_type"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token code=x&client_id={client}&client_secret={secret}
  expect 422 {"error": "invalid_request"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret=00000000-0000-4000-8000-000000000000
  expect 401 {"error": "invalid_client"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}
  expect 401 {"error": "invalid_client"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client2}&client_secret={secret2}
  expect 401 {"error_description": "Authorization code not found"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fother&client_id={client}&client_secret={secret}
  expect 400 {"error": "invalid_grant"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&code_verifier=0123456789012345678901234567890123456789012345&client_id={client}&client_secret={secret}
  expect 400 {"error": "invalid_grant"}
  header Authorization: Basic bm90IGJhc2U
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 400 {"error": "invalid_request"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&code=x&client_id={client}&client_secret={secret}
  expect 400 {"error": "invalid_request"}
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 200 {"access_token": "{access:text}", "refresh_token": "{refresh:text}"}
  header Authorization: Bearer {access}
  GET /contacts/?locationId={location}
  expect 200
  # once more: what it gave is over
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 401 {"error": "UnAuthorized!", "error_description": "Authorization code not found"}
  header Authorization: Bearer {access}
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid JWT"}
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=refresh_token&refresh_token={refresh}&client_id={client}&client_secret={secret}
  expect 400 {"error": "invalid_grant"}
client browser
  raw application/x-www-form-urlencoded
  POST /oauth/consent decision=allow&place={location}&csrf={csrf_browser}&response_type=code&client_id={client}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback
  expect 303
clock +6 minutes
client nobody
  raw application/x-www-form-urlencoded
  POST /oauth/token grant_type=authorization_code&code={went_code}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback&client_id={client}&client_secret={secret}
  expect 401 {"error": "UnAuthorized!", "error_description": "Authorization code not found"}

story   an application of the company gets tokens for its locations
client agency
  POST /apps {"name": "Sync", "redirects": ["https://app.example.com/back"], "scopes": ["contacts.readonly", "oauth.readonly", "oauth.write"], "kind": "both"}
  expect 201 {"app": {"id": "{app:hex}", "clientId": "{client:text}", "clientSecret": "{secret:uuid}"}}
  GET /apps/{app}
  expect 200 {"app": {"kind": "both"}}
  PUT /apps/{app} {"name": "Sync of all"}
  expect 200 {"app": {"name": "Sync of all", "clientId": "{client}"}}
  header Authorization: Bearer {token}
  POST /oauth/locationToken {}
  expect 401 {"message": "The token is not authorized for this scope."}
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
  expect 200 {"access_token": "{c1:text}", "refresh_token": "{cr:text}", "userType": "Company", "companyId": "{company}", "locationId": "{absent}", "isBulkInstallation": true}
  header Authorization: Bearer {c1}
  GET /contacts/?locationId={location}
  expect 401 {"message": "This authClass type is not allowed to access this scope. Please use a token of the other user type."}
  header Authorization: Bearer {c1}
  GET /oauth/installedLocations?companyId={company}&appId={app}
  expect 200 {"locations": [{"_id": "{location}", "name": "My Location", "isInstalled": true, "versionId": "{app}"}], "count": 1, "installToFutureLocations": true}
  header Authorization: Bearer {c1}
  GET /oauth/installedLocations?companyId={company}&appId=another
  expect 403
  header Authorization: Bearer {c1}
  raw application/x-www-form-urlencoded
  POST /oauth/locationToken companyId={company}&locationId={location}
  expect 201 {"access_token": "{l1:text}", "refresh_token": "{lr:text}", "userType": "Location", "locationId": "{location}", "appId": "{app}"}
  header Authorization: Bearer {c1}
  raw application/x-www-form-urlencoded
  POST /oauth/locationToken companyId={company}&locationId=nowhere
  expect 403
  header Authorization: Bearer {l1}
  GET /contacts/?locationId={location}
  expect 200
  header Authorization: Bearer {l1}
  raw application/x-www-form-urlencoded
  POST /oauth/locationToken companyId={company}&locationId={location}
  expect 401
  # taken out of one place
client agency
  GET /installs
  expect 200 {"installs": [{"id": "{li:id}", "locationId": "{location}"}, {"locationId": "{absent}"}]}
  DELETE /installs/{li}
  expect 200
client nobody
  header Authorization: Bearer {l1}
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid JWT"}
  header Authorization: Bearer {c1}
  raw application/x-www-form-urlencoded
  POST /oauth/locationToken companyId={company}&locationId={location}
  expect 403
  header Authorization: Bearer {c1}
  GET /oauth/installedLocations?companyId={company}&appId={app}&isInstalled=false
  expect 200 {"locations": [{"_id": "{location}", "isInstalled": false}]}
  # the company's refresh token is revoked: with it all that came of it
  raw application/x-www-form-urlencoded
  POST /oauth/revoke token={cr}&client_id={client}&client_secret={secret}
  expect 200
  header Authorization: Bearer {c1}
  GET /oauth/installedLocations?companyId={company}&appId={app}
  expect 401 {"message": "Invalid JWT"}

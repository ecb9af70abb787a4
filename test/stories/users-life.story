story  a user is made, read, changed and deleted, and the password is never shown
client agency
  POST /users/ {
    "companyId": "{company}", "firstName": "John", "lastName": "Deo", "email": "John@Deo.com",
    "password": "correct horse", "phone": "+18832327657", "type": "account", "role": "user",
    "locationIds": ["{location}"], "permissions": {"campaignsEnabled": false},
    "scopes": ["contacts.write", "campaigns.readonly"]
  }
  expect 201 {
    "id": "{john:id}", "name": "John Deo", "firstName": "John", "lastName": "Deo",
    "email": "John@Deo.com", "phone": "+18832327657", "deleted": false,
    "permissions": {"campaignsEnabled": false, "contactsEnabled": true, "assignedDataOnly": false,
      "exportPaymentsEnabled": true},
    "scopes": ["contacts.write", "campaigns.readonly"], "scopesAssignedToOnly": [],
    "roles": {"type": "account", "role": "user", "locationIds": ["{location}"],
      "restrictSubAccount": false},
    "platformLanguage": "en_US", "totpEnabled": false, "lcPhone": {},
    "password": "{absent}", "passwordHash": "{absent}", "traceId": "{uuid}"
  }
  GET /users/{john}
  expect 200 {"id": "{john}", "name": "John Deo", "password": "{absent}"}
  PUT /users/{john} {"lastName": "Doe", "role": "admin", "permissions": {"tagsEnabled": false},
    "platformLanguage": "de", "twilioPhone": {"{location}": "+18832327657"}}
  expect 200 {
    "id": "{john}", "name": "John Doe", "firstName": "John", "email": "John@Deo.com",
    "permissions": {"campaignsEnabled": false, "tagsEnabled": false, "contactsEnabled": true},
    "scopes": ["contacts.write", "campaigns.readonly"], "platformLanguage": "de",
    "roles": {"role": "admin", "locationIds": ["{location}"]}
  }
  PUT /users/{john} {"phone": null}
  expect 200 {"phone": "{absent}", "name": "John Doe"}
  DELETE /users/{john}
  expect 200 {"succeded": true,
    "message": "Deleted user with e-mail John@Deo.com and name John Doe."}
  GET /users/{john}
  expect 400 {"message": "User with id {john} not found"}
  DELETE /users/{john}
  expect 400
  PUT /users/{john} {"firstName": "X"}
  expect 400

story  what a user cannot be is refused
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Ann", "email": "nowhere",
    "password": "short", "type": "robot", "role": "king", "locationIds": "{location}",
    "permissions": {"flying": true}}
  expect 422 {"message": [
    "lastName should not be empty", "email must be an email",
    "password must be longer than or equal to 8 characters",
    "type must be one of the following values: account, agency",
    "role must be one of the following values: admin, user",
    "locationIds must be an array", "property permissions.flying should not exist"]}
  POST /users/ {"companyId": "{company}", "firstName": "Ann", "lastName": "One",
    "email": "ann@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["nosuchlocation123456"]}
  expect 403 {"message": "The token does not have access to this location."}
  POST /users/ {"companyId": "{company}", "firstName": "Ann", "lastName": "One",
    "email": "ann@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}", "{location}"]}
  expect 201 {"id": "{ann:id}", "roles": {"locationIds": ["{location}"]}}
  PUT /users/{ann} {"firstName": "", "role": null}
  expect 422 {"message": ["firstName should not be empty", "role should not be empty"]}
  PUT /users/{ann} {"id": "x"}
  expect 422 {"message": ["property id should not exist"]}
  GET /users/
  expect 422 {"message": ["locationId should not be empty"]}
  GET /users/search
  expect 422 {"message": ["companyId should not be empty"]}
client nobody
  GET /users/{ann}
  expect 401

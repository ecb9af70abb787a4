story  an email belongs to one user, stays as it was made, and is free again after deletion
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Ann", "lastName": "One",
    "email": "ann@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"id": "{ann:id}"}
  POST /users/ {"companyId": "{company}", "firstName": "Ann", "lastName": "Two",
    "email": "ANN@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 400 {"message": "A user with this email already exists."}
  PUT /users/{ann} {"email": "other@example.com"}
  expect 400 {"message": "Email update is no longer supported due to security reasons."}
  PUT /users/{ann} {"email": "ann@example.com", "firstName": "Anna"}
  expect 200 {"email": "ann@example.com", "firstName": "Anna"}
  DELETE /users/{ann}
  expect 200
  POST /users/ {"companyId": "{company}", "firstName": "Ann", "lastName": "Two",
    "email": "ann@example.com", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"]}
  expect 201 {"name": "Ann Two"}

story   a user who is deleted cannot be named any more, neither one of the location nor one of the company
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Una", "lastName": "Gone", "email": "una@example.com",
    "password": "Passw0rd!", "type": "account", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"id": "{una:id}"}
  POST /users/ {"companyId": "{company}", "firstName": "Axel", "lastName": "Gone", "email": "axel@example.com",
    "password": "Passw0rd!", "type": "agency", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"id": "{axel:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "assignedTo": "{axel}"}
  expect 201 {"contact": {"id": "{ann:id}", "assignedTo": "{axel}"}}
  PUT /contacts/{ann} {"assignedTo": "{una}"}
  expect 200
client agency
  DELETE /users/{una}
  expect 200
  DELETE /users/{axel}
  expect 200
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "assignedTo": "{axel}"}
  expect 422 {"message": ["assignedTo must be the id of a user of this location"]}
  PUT /contacts/{ann} {"assignedTo": "{una}"}
  expect 422 {"message": ["assignedTo must be the id of a user of this location"]}
  POST /contacts/{ann}/followers {"followers": ["{axel}"]}
  expect 422

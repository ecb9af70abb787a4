story   one location of a user changes nothing of him that another sees
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Sam", "lastName": "Both", "email": "sam@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}", "{otherlocation}"]}
  expect 201 {"id": "{sam:id}", "roles": {"role": "user"}}
client other
  PUT /users/{sam} {"firstName": "Renamed"}
  expect 403 {"message": "The user has other locations: only the company can change more of him than whether he is in this one."}
  PUT /users/{sam} {"role": "admin"}
  expect 403
  PUT /users/{sam} {"phone": "+14155550123"}
  expect 403
  PUT /users/{sam} {"permissions": {"campaignsEnabled": false}}
  expect 403
  # as it was is no change
  PUT /users/{sam} {"firstName": "Sam", "role": "user"}
  expect 200
client
  GET /users/{sam}
  expect 200 {"firstName": "Sam", "roles": {"role": "user"}}
client other
  DELETE /users/{sam}
  expect 200
client
  # his only location now
  PUT /users/{sam} {"firstName": "Samuel"}
  expect 200 {"firstName": "Samuel"}

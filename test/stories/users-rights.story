story   nobody gives a user a role or a permission that he lacks himself
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Ada", "lastName": "Boss", "email": "ada@example.com", "password": "long enough", "type": "account", "role": "admin", "locationIds": ["{location}"], "permissions": {"websitesEnabled": true}}
  expect 201 {"id": "{ada:id}", "roles": {"role": "admin"}, "permissions": {"websitesEnabled": true}}
  # an admin may; from here on whoever asks is none
  PUT /users/{owner} {"role": "user", "permissions": {"tagsEnabled": false, "campaignsReadOnly": true}}
  expect 200 {"roles": {"role": "user"}}
  POST /users/ {"companyId": "{company}", "firstName": "Eve", "lastName": "Mills", "email": "eve@example.com", "password": "long enough", "type": "account", "role": "admin", "locationIds": ["{location}"]}
  expect 401 {"message": "Nobody can make an admin who is none himself."}
  POST /users/ {"companyId": "{company}", "firstName": "Eve", "lastName": "Mills", "email": "eve@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"], "permissions": {"tagsEnabled": true}}
  expect 401 {"message": "Nobody can give the permission tagsEnabled who does not have it himself."}
  POST /users/ {"companyId": "{company}", "firstName": "Eve", "lastName": "Mills", "email": "eve@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"], "permissions": {"campaignsReadOnly": false}}
  expect 401 {"message": "Nobody can give the permission campaignsReadOnly who does not have it himself."}
  # not said: what he has himself
  POST /users/ {"companyId": "{company}", "firstName": "Eve", "lastName": "Mills", "email": "eve@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"id": "{eve:id}", "permissions": {"tagsEnabled": false, "campaignsReadOnly": true, "contactsEnabled": true}}
  PUT /users/{eve} {"role": "admin"}
  expect 401
  PUT /users/{eve} {"permissions": {"websitesEnabled": true}}
  expect 401
  GET /users/{eve}
  expect 200 {"roles": {"role": "user"}, "permissions": {"tagsEnabled": false, "websitesEnabled": false}}
  # what somebody has already he keeps, and less can be given
  PUT /users/{ada} {"role": "admin", "firstName": "Adele", "permissions": {"websitesEnabled": true, "botService": false}}
  expect 200 {"firstName": "Adele", "roles": {"role": "admin"}, "permissions": {"websitesEnabled": true, "tagsEnabled": true}}
  PUT /users/{owner} {"role": "admin"}
  expect 401 {"message": "Nobody can make an admin who is none himself."}

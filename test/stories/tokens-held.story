story   nobody gives, sees, rotates or revokes a token that holds more than his own
client agency
  POST /tokens {"name": "Strong", "class": "company"}
  expect 201 {"token": {"id": "{strong:id}", "scopes": ["*"]}}
  POST /tokens {"name": "Keys", "class": "company", "scopes": ["tokens.write", "tokens.readonly", "users.write"]}
  expect 201 {"token": {"id": "{keysid:id}", "secret": "{keys:text}"}}
client nobody
  header Authorization: Bearer {keys}
  POST /tokens {"name": "All", "class": "company", "scopes": ["*"]}
  expect 401 {"message": "Nobody can give the scope * who does not hold it himself."}
  header Authorization: Bearer {keys}
  POST /tokens {"name": "More", "locationId": "{location}", "scopes": ["contacts.readonly"]}
  expect 401 {"message": "Nobody can give the scope contacts.readonly who does not hold it himself."}
  # not said: as much as the one that makes it
  header Authorization: Bearer {keys}
  POST /tokens {"name": "Same", "class": "company"}
  expect 201 {"token": {"id": "{same:id}", "scopes": ["tokens.write", "tokens.readonly", "users.write"]}}
  header Authorization: Bearer {keys}
  POST /tokens/{strong}/rotate {"overlapSeconds": 0}
  expect 401 {"message": "This token holds the scope *, which yours lacks."}
  header Authorization: Bearer {keys}
  DELETE /tokens/{strong}
  expect 401
  header Authorization: Bearer {keys}
  GET /tokens
  expect 200 {"tokens": [{"id": "{same}"}, {"id": "{keysid}"}]}
  header Authorization: Bearer {keys}
  POST /tokens/{same}/rotate {"overlapSeconds": 0}
  expect 201
  # the scopes of a user are given, too
  header Authorization: Bearer {keys}
  POST /users/ {"companyId": "{company}", "firstName": "Eve", "lastName": "Mills", "email": "eve@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"], "scopes": ["contacts.write"]}
  expect 401 {"message": "Nobody can give the scope contacts.write who does not hold it himself."}
  header Authorization: Bearer {keys}
  POST /users/ {"companyId": "{company}", "firstName": "Eve", "lastName": "Mills", "email": "eve@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"scopes": ["tokens.write", "tokens.readonly", "users.write"]}

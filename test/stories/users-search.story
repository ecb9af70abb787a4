story  users are listed by location, searched, sorted, paged and found by email
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Zoë", "lastName": "Adams",
    "email": "zoe@friends.example", "password": "correct horse", "type": "account", "role": "user",
    "locationIds": ["{location}"], "phone": "+18832327657"}
  expect 201 {"id": "{zoe:id}"}
  clock +1 minutes
  POST /users/ {"companyId": "{company}", "firstName": "Adam", "lastName": "Zett",
    "email": "Adam_1@friends.example", "password": "correct horse", "type": "account",
    "role": "admin", "locationIds": ["{otherlocation}"]}
  expect 201 {"id": "{adam:id}"}
  GET /users/search?companyId={company}&query=zo%C3%8B
  expect 200 {"users": [{"id": "{zoe}"}], "count": 1}
  GET /users/search?companyId={company}&query=_
  expect 200 {"users": [{"id": "{adam}"}], "count": 1}
  GET /users/search?companyId={company}&query=8832
  expect 200 {"users": [{"id": "{zoe}"}], "count": 1}
  GET /users/search?companyId={company}&query=friends.example
  expect 200 {"users": [{"id": "{adam}"}, {"id": "{zoe}"}], "count": 2}
  GET /users/search?companyId={company}&query=friends.example&sortDirection=desc
  expect 200 {"users": [{"id": "{zoe}"}, {"id": "{adam}"}]}
  GET /users/search?companyId={company}&query=friends.example&sort=dateAdded
  expect 200 {"users": [{"id": "{zoe}"}, {"id": "{adam}"}]}
  GET /users/search?companyId={company}&query=friends.example&sort=dateAdded&sortDirection=desc
  expect 200 {"users": [{"id": "{adam}"}, {"id": "{zoe}"}]}
  GET /users/search?companyId={company}&query=friends.example&limit=1&skip=1
  expect 200 {"users": [{"id": "{zoe}"}], "count": 2}
  GET /users/search?companyId={company}&query=friends.example&skip=9
  expect 200 {"users": [], "count": 2}
  GET /users/search?companyId={company}&locationId={otherlocation}
  expect 200 {"users": [{"id": "{adam}"}], "count": 1}
  GET /users/search?companyId={company}&role=user&type=account&query=friends.example
  expect 200 {"users": [{"id": "{zoe}"}], "count": 1}
  GET /users/search?companyId={company}&ids={zoe},{adam}&sort=email
  expect 200 {"users": [{"id": "{adam}"}, {"id": "{zoe}"}], "count": 2}
  GET /users/search?companyId={company}&enabled2waySync=true
  expect 200 {"users": [], "count": 0}
  GET /users/?locationId={otherlocation}
  expect 200 {"users": [{"id": "{adam}", "roles": {"role": "admin"}}]}
  POST /users/search/filter-by-email {"companyId": "{company}",
    "emails": "ZOE@friends.example, adam_1@friends.example,nobody@friends.example"}
  expect 200 {"users": [{"id": "{adam}"}, {"id": "{zoe}"}], "count": 2}
  POST /users/search/filter-by-email {"companyId": "{company}", "skip": "1", "limit": "1",
    "emails": "zoe@friends.example,adam_1@friends.example", "projection": "all"}
  expect 200 {"users": [{"id": "{zoe}"}], "count": 2}
  POST /users/search/filter-by-email {"companyId": "{company}", "emails": "a", "limit": "many"}
  expect 422 {"message": ["limit must be a whole number"]}
  DELETE /users/{zoe}
  POST /users/search/filter-by-email {"companyId": "{company}", "emails": "zoe@friends.example"}
  expect 200 {"users": [], "count": 0}
  POST /users/search/filter-by-email {"companyId": "{company}", "emails": "zoe@friends.example",
    "deleted": true}
  expect 200 {"users": [{"id": "{zoe}", "deleted": true}], "count": 1}
client
  GET /users/search?companyId={company}&query=friends.example
  expect 200 {"users": [], "count": 0}
  POST /users/search/filter-by-email {"companyId": "{company}", "emails": "a"}
  expect 401 {"message": "Token's user type mismatch!"}
client other
  GET /users/search?companyId={company}
  expect 200 {"users": [{"id": "{adam}"}], "count": 1}

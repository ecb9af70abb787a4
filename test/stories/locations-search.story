story  a company pages through its locations, a location finds itself
client agency
  POST /locations/ {"companyId": "{company}", "name": "B",
    "prospectInfo": {"firstName": "Bea", "lastName": "B", "email": "Bea@Example.com"}}
  expect 200 {"id": "{b:id}"}
  clock +1 minutes
  POST /locations/ {"companyId": "{company}", "name": "C"}
  expect 200 {"id": "{c:id}"}
  GET /locations/search?companyId={company}
  expect 200 {"locations": [{"id": "{location}"}, {"id": "{b}"}, {"id": "{c}"}]}
  GET /locations/search?companyId={company}&order=desc&limit=1
  expect 200 {"locations": [{"id": "{c}"}]}
  GET /locations/search?companyId={company}&limit=1&skip=1
  expect 200 {"locations": [{"id": "{b}"}]}
  GET /locations/search?email=bea%40example.com
  expect 200 {"locations": [{"id": "{b}", "email": "Bea@Example.com"}]}
  GET /locations/search?email=nobody%40example.com
  expect 200 {"locations": []}
  GET /locations/search?limit=many
  expect 422 {"message": ["limit must be a whole number"]}
  GET /locations/search?companyId=anothercompany123456
  expect 403
client
  GET /locations/search?companyId={company}
  expect 200 {"locations": [{"id": "{location}"}]}

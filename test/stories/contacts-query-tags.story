story  a text finds contacts by their tags and their company, as the tags are now
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["Gold Member"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "companyName": "Golden Gate"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  GET /contacts/?locationId={location}&query=gold%20member
  expect 200 {"contacts": [{"id": "{ann}"}], "meta": {"total": 1}}
  GET /contacts/?locationId={location}&query=GOLD
  expect 200 {"contacts": [{"id": "{ben}"}, {"id": "{ann}"}], "meta": {"total": 2}}
  POST /contacts/{ben}/tags {"tags": ["Silver"]}
  expect 201
  GET /contacts/?locationId={location}&query=silver
  expect 200 {"contacts": [{"id": "{ben}"}]}
  GET /contacts/?locationId={location}&query=golden%20gate
  expect 200 {"contacts": [{"id": "{ben}"}]}
  POST /contacts/bulk/tags/update/add {"locationId": "{location}", "contacts": ["{ann}", "{ben}"], "tags": ["bronze"]}
  expect 201
  POST /contacts/search {"locationId": "{location}", "pageLimit": 5, "query": "bronze"}
  expect 200 {"total": 2}
  GET /contacts/?locationId={location}&query=ann
  expect 200 {"contacts": [{"id": "{ann}"}]}
  DELETE /contacts/{ann}/tags {"tags": ["gold member"]}
  expect 200
  GET /contacts/?locationId={location}&query=gold%20member
  expect 200 {"contacts": []}
  PUT /contacts/{ann} {"tags": ["tin"]}
  expect 200
  GET /contacts/?locationId={location}&query=bronze
  expect 200 {"contacts": [{"id": "{ben}"}]}

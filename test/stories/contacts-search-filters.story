story  filters and groups of filters choose among contacts
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com",
    "phone": "+12025550101", "tags": ["member", "gold"], "city": "Boston", "source": "form",
    "dndSettings": {"Email": {"message": "x", "status": "active"}}}
  expect 201 {"contact": {"id": "{ann:id}", "dateAdded": "{start:instant}"}}
  clock +1 hours
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "email": "ben@example.com",
    "tags": ["member"], "city": "Athens", "dnd": true}
  expect 201 {"contact": {"id": "{ben:id}"}}
  clock +1 hours
  POST /contacts/ {"locationId": "{location}", "firstName": "Cleo", "tags": ["lead"]}
  expect 201 {"contact": {"id": "{cleo:id}", "dateAdded": "{end:instant}"}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "email", "operator": "eq", "value": "ANN@example.com"}]}
  expect 200 {"contacts": [{"id": "{ann}"}], "total": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "phone", "operator": "eq", "value": "+12025550101"}]}
  expect 200 {"contacts": [{"id": "{ann}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "email", "operator": "contains", "value": "example"}]}
  expect 200 {"contacts": [{"id": "{ben}"}, {"id": "{ann}"}], "total": 2}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "email", "operator": "not_exists"}]}
  expect 200 {"contacts": [{"id": "{cleo}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "city", "operator": "not_eq", "value": "boston"}]}
  expect 200 {"contacts": [{"id": "{cleo}"}, {"id": "{ben}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "tags", "operator": "eq", "value": ["gold", "lead"]}]}
  expect 200 {"contacts": [{"id": "{cleo}"}, {"id": "{ann}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "tags", "operator": "eq", "value": "member"},
      {"field": "tags", "operator": "not_eq", "value": "gold"}]}
  expect 200 {"contacts": [{"id": "{ben}"}], "total": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"group": "OR", "filters": [
      {"field": "firstNameLowerCase", "operator": "eq", "value": "cleo"},
      {"group": "AND", "filters": [
        {"field": "tags", "operator": "contains", "value": "memb"},
        {"field": "dnd", "operator": "eq", "value": true}]}]}]}
  expect 200 {"contacts": [{"id": "{cleo}"}, {"id": "{ben}"}], "total": 2}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "dnd", "operator": "eq", "value": false}]}
  expect 200 {"contacts": [{"id": "{cleo}"}, {"id": "{ann}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "dateAdded", "operator": "range", "value": {"gt": "{start}", "lt": "{end}"}}]}
  expect 200 {"contacts": [{"id": "{ben}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "dndSettings.Email.status", "operator": "eq", "value": "active"}]}
  expect 200 {"contacts": [{"id": "{ann}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "firstName", "operator": "wildcard", "value": "*e*"}]}
  expect 200 {"contacts": [{"id": "{cleo}"}, {"id": "{ben}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "query": "ben"}
  expect 200 {"contacts": [{"id": "{ben}"}], "total": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "query": "en"}
  expect 200 {"contacts": [{"id": "{ben}"}], "total": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "email", "operator": "resembles", "value": "x"}]}
  expect 400

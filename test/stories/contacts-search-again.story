story   a list and a search that are asked again say what was changed in between, whatever it was
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["a"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /businesses/ {"locationId": "{location}", "name": "Old"}
  expect 201 {"buiseness": {"id": "{shop:hex}"}}
  POST /contacts/bulk/business {"locationId": "{location}", "ids": ["{ann}"], "businessId": "{shop}"}
  expect 200
  repeat 3 POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "firstName", "operator": "eq", "value": "Ann"}]}
  expect 200 {"contacts": [{"id": "{ann}", "businessName": "Old", "tags": ["a"]}], "total": 1}
  # what stands elsewhere and is shown with it
  PUT /businesses/{shop} {"name": "New"}
  expect 200
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "firstName", "operator": "eq", "value": "Ann"}]}
  expect 200 {"contacts": [{"id": "{ann}", "businessName": "New", "tags": ["a"]}], "total": 1}
  POST /contacts/{ann}/tags {"tags": ["b"]}
  expect 201
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "firstName", "operator": "eq", "value": "Ann"}]}
  expect 200 {"contacts": [{"id": "{ann}", "businessName": "New", "tags": ["a", "b"]}], "total": 1}
  repeat 3 GET /contacts/?locationId={location}
  expect 200 {"contacts": [{"id": "{ann}", "tags": ["a", "b"]}], "meta": {"total": 1}}
client other
  # who asks the same of what is not his is not given what another was
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "firstName", "operator": "eq", "value": "Ann"}]}
  expect 403
client scoped users.readonly
  GET /contacts/?locationId={location}
  expect 401
client
  DELETE /contacts/{ann}
  expect 200
  GET /contacts/?locationId={location}
  expect 200 {"contacts": [], "meta": {"total": 0}}
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "firstName", "operator": "eq", "value": "Ann"}]}
  expect 200 {"contacts": [], "total": 0}

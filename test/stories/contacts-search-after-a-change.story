story  a search of contacts that is asked again finds what has changed since
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Hannah", "state": "TX", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{hannah:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Joanna", "state": "TX", "tags": ["lead"]}
  expect 201 {"contact": {"id": "{joanna:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "state": "New\nYork", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "firstName", "operator": "contains", "value": "ann"},
      {"field": "state", "operator": "eq", "value": "tx"}],
    "sort": [{"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [{"id": "{joanna}"}], "total": 2}
  POST /contacts/search {"locationId": "{location}", "page": 2, "pageLimit": 1,
    "filters": [{"field": "firstName", "operator": "contains", "value": "ann"},
      {"field": "state", "operator": "eq", "value": "tx"}],
    "sort": [{"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [{"id": "{hannah}"}], "total": 2}
  POST /contacts/search {"locationId": "{location}", "page": 3, "pageLimit": 1,
    "filters": [{"field": "firstName", "operator": "contains", "value": "ann"},
      {"field": "state", "operator": "eq", "value": "tx"}],
    "sort": [{"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [], "total": 2}
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 5,
    "filters": [{"field": "state", "operator": "eq", "value": "New York"}]}
  expect 200 {"contacts": [], "total": 0}
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 5,
    "filters": [{"field": "state", "operator": "eq", "value": "New York"}],
    "sort": [{"field": "firstName", "direction": "asc"}]}
  expect 200 {"contacts": [], "total": 0}
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 5,
    "filters": [{"group": "OR", "filters": [{"field": "tags", "operator": "eq", "value": "lead"},
      {"field": "lastName", "operator": "contains", "value": "ann"}]},
      {"field": "tags", "operator": "eq", "value": ["lead", "vip"]}],
    "sort": [{"field": "firstName", "direction": "asc"}]}
  expect 200 {"contacts": [{"id": "{joanna}"}], "total": 1}
  PUT /contacts/{hannah} {"state": "NY"}
  expect 200
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "firstName", "operator": "contains", "value": "ann"},
      {"field": "state", "operator": "eq", "value": "tx"}],
    "sort": [{"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [{"id": "{joanna}"}], "total": 1}
  DELETE /contacts/{joanna}
  expect 200
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "firstName", "operator": "contains", "value": "ann"},
      {"field": "state", "operator": "eq", "value": "tx"}],
    "sort": [{"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [], "total": 0}
  POST /contacts/ {"locationId": "{location}", "firstName": "Susanna", "state": "TX"}
  expect 201 {"contact": {"id": "{susanna:id}"}}
  POST /contacts/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "firstName", "operator": "contains", "value": "ann"},
      {"field": "state", "operator": "eq", "value": "tx"}],
    "sort": [{"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [{"id": "{susanna}"}], "total": 1}

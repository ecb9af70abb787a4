story  what there is is counted, by what it is and by time, and each number says how it is listed
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "source": "Web", "tags": ["vip", "lead"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "source": "web", "tags": ["lead"]}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Cid"}
  expect 201
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Strange", "source": "web"}
  expect 201
client
  POST /reports/query {"of": "contacts"}
  expect 200 {"rows": [{"keys": [], "value": 3, "filters": []}], "total": 3, "list": "search-contacts",
    "exact": true, "more": false, "asOf": "{asof:instant}"}
  POST /reports/query {"of": "contacts", "measure": "count", "by": [{"field": "source"}]}
  expect 200 {"rows": [
    {"keys": ["web"], "labels": ["web"], "value": 2,
      "filters": [{"field": "source", "operator": "eq", "value": "web"}]},
    {"keys": [null], "labels": [null], "value": 1,
      "filters": [{"field": "source", "operator": "not_exists"}]}], "total": 3}
  # a list counts each of its items, and who has none
  POST /reports/query {"of": "contacts", "by": [{"field": "tags"}]}
  expect 200 {"rows": [{"keys": ["lead"], "value": 2}, {"keys": ["vip"], "value": 1},
    {"keys": [null], "value": 1, "filters": [{"field": "tags", "operator": "not_exists"}]}], "total": 3}
  POST /reports/query {"of": "contacts", "by": [{"field": "tags"}, {"field": "source"}]}
  expect 200 {"rows": [{"keys": ["lead", "web"], "value": 2}, {"keys": ["vip", "web"], "value": 1},
    {"keys": [null, null], "value": 1}], "total": 3}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "tags", "operator": "eq", "value": "lead"}, {"field": "source", "operator": "eq", "value": "web"}]}
  expect 200 {"total": 2}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "tags", "operator": "not_exists"}, {"field": "source", "operator": "not_exists"}]}
  expect 200 {"total": 1}
  POST /reports/query {"of": "contacts", "measure": "distinct", "field": "tags"}
  expect 200 {"total": 2, "rows": [{"value": 2}]}
  POST /reports/query {"of": "contacts", "by": [{"field": "dnd"}], "filters": [{"field": "tags", "operator": "eq", "value": "lead"}]}
  expect 200 {"rows": [{"keys": ["false"], "value": 2, "filters": [{"field": "tags", "operator": "eq", "value": "lead"},
    {"field": "dnd", "operator": "eq", "value": false}]}], "total": 2}
  POST /reports/query {"of": "contacts", "by": [{"field": "tags"}], "limit": 1}
  expect 200 {"rows": [{"keys": ["lead"], "value": 2}], "total": 3, "more": true}
  # what happened
  POST /reports/query {"of": "events", "by": [{"field": "type"}]}
  expect 200 {"rows": [{"keys": ["ContactCreate"], "value": 3}, "{more}"]}

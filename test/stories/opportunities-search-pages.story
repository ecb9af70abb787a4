story   a search is walked by cursor and by page, and what changed since is asked for
client
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "1"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
client agency
  PUT /locations/{location} {"companyId": "{company}", "settings": {"allowDuplicateOpportunity": true}}
client
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "A", "status": "open", "contactId": "{ann}", "monetaryValue": 3}
  expect 201 {"opportunity": {"id": "{a:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "B", "status": "open", "contactId": "{ann}", "monetaryValue": 1}
  expect 201 {"opportunity": {"id": "{b:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "C", "status": "open", "contactId": "{ann}", "monetaryValue": 2}
  expect 201 {"opportunity": {"id": "{c:id}"}}
  GET /opportunities/search?location_id={location}&limit=2&status=open
  expect 200 {"opportunities": [{"id": "{c}"}, {"id": "{b}"}],
    "meta": {"total": 3, "nextPageUrl": "{next:text}", "startAfter": "{ms:whole}", "startAfterId": "{b}", "currentPage": 1, "nextPage": 2, "prevPage": null}}
  GET /opportunities/search?location_id={location}&limit=2&startAfter={ms}&startAfterId={b}
  expect 200 {"opportunities": [{"id": "{a}"}], "meta": {"total": 3, "nextPageUrl": null, "startAfterId": "{a}", "currentPage": 1, "nextPage": null}}
  GET {next}
  expect 200 {"opportunities": [{"id": "{a}"}], "meta": {"total": 3}}
  GET /opportunities/search?location_id={location}&limit=2&page=2
  expect 200 {"opportunities": [{"id": "{a}"}], "meta": {"total": 3, "currentPage": 2, "nextPage": null, "prevPage": 1}}
  GET /opportunities/search?location_id={location}&limit=100&page=101
  expect 400
  # only one half of a cursor gives the first page
  GET /opportunities/search?location_id={location}&limit=1&startAfter={ms}
  expect 200 {"opportunities": [{"id": "{c}"}]}
  # by what their values are, and on behind the last one
  POST /opportunities/search {"locationId": "{location}", "query": "", "limit": 2, "page": 1, "searchAfter": [],
    "additionalDetails": {"notes": false, "tasks": false, "calendarEvents": false, "unReadConversations": false},
    "filters": [{"field": "pipeline_id", "operator": "eq", "value": "{pipe}"}],
    "sort": [{"field": "monetary_value", "direction": "asc"}]}
  expect 201 {"opportunities": [{"id": "{b}", "sort": [1, "{b}"]}, {"id": "{c}", "sort": [2, "{c}"]}], "total": 3, "meta": "{absent}"}
  POST /opportunities/search {"locationId": "{location}", "limit": 2, "searchAfter": [2, "{c}"],
    "filters": [{"field": "pipeline_id", "operator": "eq", "value": "{pipe}"}],
    "sort": [{"field": "monetary_value", "direction": "asc"}]}
  expect 201 {"opportunities": [{"id": "{a}", "sort": [3, "{a}"]}], "total": 3}
  POST /opportunities/search {"locationId": "{location}", "sort": [{"field": "status", "direction": "asc"}, {"field": "name", "direction": "desc"}], "limit": 2}
  expect 201 {"opportunities": [{"id": "{c}"}, {"id": "{b}", "sort": ["open", "b", "{b}"]}], "total": 3}
  POST /opportunities/search {"locationId": "{location}", "sort": [{"field": "status", "direction": "asc"}, {"field": "name", "direction": "desc"}],
    "searchAfter": ["open", "b", "{b}"]}
  expect 201 {"opportunities": [{"id": "{a}"}]}
  POST /opportunities/search {"locationId": "{location}", "searchAfter": ["x"]}
  expect 400 {"message": "Invalid searchAfter"}
  # what changed since, the oldest change first
  clock +5 minutes
  PUT /opportunities/{b} {"name": "B too"}
  expect 200 {"opportunity": {"updatedAt": "{changed:instant}"}}
  clock +5 minutes
  PUT /opportunities/{a} {"name": "A too"}
  GET /opportunities/search?location_id={location}&updatedAfter={changed}
  expect 200 {"opportunities": [{"id": "{a}", "name": "A too"}]}
  GET /opportunities/search?location_id={location}&updatedAfter=2020-01-01T00:00:00Z&limit=2
  expect 200 {"opportunities": [{"id": "{c}"}, {"id": "{b}"}], "meta": {"nextPageUrl": "{rest:text}"}}
  GET {rest}
  expect 200 {"opportunities": [{"id": "{a}"}], "meta": {"nextPageUrl": null}}

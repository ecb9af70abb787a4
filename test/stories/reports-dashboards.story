story  a dashboard keeps what is looked at together, and gives all of its numbers at one moment
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "source": "web"}
  expect 201
  POST /dashboards {"title": "First", "tiles": [
    {"title": "People", "kind": "number", "query": {"of": "contacts"}, "width": 3},
    {"title": "Sources", "kind": "share", "query": {"of": "contacts", "by": [{"field": "source"}], "period": "all"}},
    {"title": "Broken", "kind": "bar", "query": {"of": "contacts", "by": [{"field": "dragon"}]}},
    {"title": "Runs", "kind": "table", "query": {"of": "runs", "by": [{"field": "state"}]}}]}
  expect 201 {"dashboard": {"id": "{first:id}", "title": "First", "tiles": [{"title": "People", "width": 3}, {}, {}, {}]}}
  GET /dashboards/{first}/data
  expect 200 {"dashboard": {"id": "{first}"}, "asOf": "{asof:instant}", "tiles": [
    {"title": "People", "kind": "number", "width": 3, "query": {"of": "contacts"}, "result": {"total": 1, "exact": true}, "problem": "{absent}"},
    {"title": "Sources", "result": {"rows": [{"keys": ["web"], "value": 1}]}},
    {"title": "Broken", "result": "{absent}", "problem": "{why:text}"},
    {"title": "Runs", "result": {"rows": []}}]}
  # what is asked of all is of the tiles that say nothing else
  GET /dashboards/{first}/data?period=days7&zone=Asia/Tokyo&compare=true
  expect 200 {"tiles": [{"query": {"of": "contacts", "period": "days7", "zone": "Asia/Tokyo", "compare": true},
    "result": {"total": 1, "before": 0, "zone": "Asia/Tokyo", "from": "{from:instant}"}},
    {"query": {"period": "all"}, "result": {"total": 1, "before": "{absent}", "from": "{absent}", "zone": "Asia/Tokyo"}}, {}, {}]}
  GET /dashboards/{first}/data?period=never
  expect 422
  GET /dashboards/{first}/data?zone=Mars
  expect 422
  # who may look at dashboards sees of them what he may list
client scoped dashboards.readonly contacts.readonly
  GET /dashboards/{first}/data
  expect 200 {"tiles": [{"result": {"total": 1}}, {}, {},
    {"title": "Runs", "result": "{absent}", "problem": "Who counts runs must be allowed to list them: the scope flows.readonly is missing."}]}
  GET /reports/counted
  expect 200 {"counted": [{"of": "contacts", "list": "search-contacts", "by": [{"field": "source"}, {"field": "type"}, "{more}"],
    "times": [{"field": "dateAdded"}], "sums": []}]}
  POST /dashboards {"title": "Mine"}
  expect 401
  DELETE /dashboards/{first}
  expect 401
client scoped contacts.readonly
  GET /dashboards/{first}/data
  expect 401
client other
  GET /dashboards/{first}
  expect 404
  GET /dashboards/{first}/data
  expect 404
  PUT /dashboards/{first} {"title": "Theirs"}
  expect 404
  DELETE /dashboards/{first}
  expect 404
  GET /dashboards
  expect 200 {"dashboards": []}
client
  PUT /dashboards/{first} {"title": ""}
  expect 422
  PUT /dashboards/{first} {"tiles": [{"title": "A", "kind": "pie", "query": {"of": "contacts"}}]}
  expect 422
  PUT /dashboards/{first} {"tiles": [{"title": "A", "kind": "bar", "query": {"of": "contacts", "limit": 5000}}]}
  expect 422
  PUT /dashboards/{first} {"tiles": [{"title": "A", "kind": "bar"}]}
  expect 422
  GET /dashboards/{first}
  expect 200 {"dashboard": {"title": "First", "tiles": [{}, {}, {}, {}]}}
  PUT /dashboards/{first} {"title": "Renamed"}
  expect 200 {"dashboard": {"title": "Renamed", "tiles": [{}, {}, {}, {}]}}
  PUT /dashboards/{first} {"tiles": []}
  expect 200 {"dashboard": {"title": "Renamed", "tiles": []}}
  POST /dashboards {"title": "Second"}
  expect 201 {"dashboard": {"tiles": []}}
  GET /dashboards
  expect 200 {"dashboards": [{"title": "Renamed"}, {"title": "Second"}]}
  DELETE /dashboards/{first}
  expect 200 {"succeeded": true}
  DELETE /dashboards/{first}
  expect 404
  GET /dashboards/{first}/data
  expect 404
  # what the location has made can be counted too
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT", "model": "contact"}
  expect 201
  POST /locations/{location}/customFields {"name": "Weight", "dataType": "NUMERICAL", "model": "opportunity"}
  expect 201
  GET /reports/counted
  expect 200
  expect holds {"field":"customFields.level","name":"Level"}
  expect holds "sums":[{"field":"monetaryValue"},{"field":"customFields.weight","name":"Weight"}]
  expect holds {"of":"records","objectKey":"business"

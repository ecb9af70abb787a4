story   a search of opportunities says what all that fit are worth, not the page alone
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cid"}
  expect 201 {"contact": {"id": "{cid:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Dee"}
  expect 201 {"contact": {"id": "{dee:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "1"}, {"name": "2"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{one:uuid}"}, {"id": "{two:uuid}"}]}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Big deal", "status": "open", "contactId": "{ann}", "monetaryValue": 100.25}
  clock +1 minutes
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Bigger deal", "status": "open", "contactId": "{bob}", "monetaryValue": 200.5}
  clock +1 minutes
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "No value", "status": "open", "contactId": "{cid}"}
  clock +1 minutes
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{two}", "name": "Elsewhere", "status": "won", "contactId": "{dee}", "monetaryValue": 7}
  # counted by the counters: a page of one, and yet the worth of three
  POST /opportunities/search {"locationId": "{location}", "limit": 1, "sums": true, "filters": [{"field": "pipeline_stage_id", "operator": "eq", "value": "{one}"}, {"field": "status", "operator": "eq", "value": "open"}]}
  expect 201 {"opportunities": [{"name": "No value"}], "total": 3, "aggregations": {"monetaryValue": 300.75}}
  # by a text, which no counter knows
  POST /opportunities/search {"locationId": "{location}", "limit": 1, "sums": true, "query": "deal", "filters": [{"field": "pipeline_id", "operator": "eq", "value": "{pipe}"}]}
  expect 201 {"opportunities": [{"name": "Bigger deal"}], "total": 2, "aggregations": {"monetaryValue": 300.75}}
  POST /opportunities/search {"locationId": "{location}", "sums": true, "filters": [{"field": "status", "operator": "eq", "value": "won"}]}
  expect 201 {"total": 1, "aggregations": {"monetaryValue": 7}}
  # nothing fits, and nobody asked
  POST /opportunities/search {"locationId": "{location}", "sums": true, "query": "nobody has this"}
  expect 201 {"opportunities": [], "total": 0, "aggregations": {"monetaryValue": 0}}
  POST /opportunities/search {"locationId": "{location}", "query": "deal"}
  expect 201 {"total": 2, "aggregations": {}}

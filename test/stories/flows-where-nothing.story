story   a where that names something without a value finds nothing, and never more
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/notes {"body": "kept"}
  POST /flows/apply {"files": [
    "{\"flow\": \"lists\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"all\", \"list\": \"highlevel.list-contacts\", \"where\": {\"query\": \"{{ x.query }}\"}}, {\"stop\": \"{{ length(steps.all) }} found\"}]}",
    "{\"flow\": \"puts\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"email\": \"ann@example.com\", \"phone\": \"{{ x.phone }}\"}, \"set\": {\"city\": \"Here\"}}]}",
    "{\"flow\": \"gets\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"get\": \"highlevel.contact\", \"where\": {\"email\": \"ann@example.com\", \"phone\": \"{{ x.phone }}\"}, \"missing\": \"stop\"}, {\"stop\": \"found\"}]}",
    "{\"flow\": \"nulls\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"get\": \"highlevel.contact\", \"where\": {\"email\": \"ann@example.com\", \"phone\": \"{{ x.phone }}\"}, \"missing\": \"null\"}, {\"stop\": \"{{ steps.c == `null` }}\"}]}",
    "{\"flow\": \"whole\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"all\", \"list\": \"highlevel.list-contacts\", \"where\": {\"query\": \"{{ x.query }}\"}}, {\"stop\": \"{{ length(steps.all) }} found\"}]}"]}
  expect 200
  POST /flows/lists/run {"data": {"query": null}}
  GET /flows/runs?flow=lists
  soon 200 {"runs": [{"state": "stopped", "reason": "0 found"}]}
  POST /flows/whole/run {"data": {"query": "  "}}
  GET /flows/runs?flow=whole
  soon 200 {"runs": [{"state": "stopped", "reason": "0 found"}]}
  POST /flows/whole/run {"data": {"query": "ann"}}
  GET /flows/runs?flow=whole
  soon 200 {"runs": [{"state": "stopped", "reason": "1 found"}, "{more}"]}
  POST /flows/puts/run {"data": {}}
  GET /flows/runs?flow=puts
  soon 200 {"runs": [{"state": "failed", "reason": "do[0]: 'phone' of 'where' has no value, so there is no such 'highlevel.contact'"}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"city": "{absent}"}}
  POST /flows/gets/run {"data": {"phone": ""}}
  GET /flows/runs?flow=gets
  soon 200 {"runs": [{"state": "stopped", "reason": "do[0]: there is no such 'highlevel.contact'"}]}
  POST /flows/nulls/run {"data": {}}
  GET /flows/runs?flow=nulls
  soon 200 {"runs": [{"state": "stopped", "reason": "true"}]}

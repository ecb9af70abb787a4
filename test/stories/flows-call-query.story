story   a call that a flow file writes is asked of ourselves with its query, and its values where they go
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"asks\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"found\", \"call\": \"GET\", \"path\": \"/contacts/?locationId={location}&limit=1&query=ann%40example.com\"}, {\"id\": \"none\", \"call\": \"GET\", \"path\": \"/contacts/?locationId={location}&limit=1\", \"set\": {\"query\": \"nobody & nothing\"}}, {\"id\": \"noted\", \"call\": \"POST\", \"path\": \"/contacts/{ann}/notes\", \"set\": {\"body\": \"{{ steps.found.contacts[0].firstName }} & {{ steps.none.meta.total }}\"}}]}"]}
  expect 200
  POST /flows/asks/run {"data": {}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  GET /contacts/{ann}/notes
  expect 200 {"notes": [{"body": "ann & 0"}]}

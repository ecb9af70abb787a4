story   what is empty on the other side erases nothing, unless the flow says so
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee", "email": "ann@example.com", "source": "Fair", "city": "Bonn", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/apply {"files": [
    "{\"flow\": \"up\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"upsert\": \"highlevel.contact\", \"set\": {\"email\": \"{{ x.email }}\", \"firstName\": \"{{ x.first }}\", \"lastName\": \"{{ x.first }} {{ x.last }}\", \"tags\": \"{{ x.tags }}\", \"source\": {\"from\": \"x.source\"}}}]}",
    "{\"flow\": \"clear\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{ann}\"}, \"set\": {\"firstName\": \"{{ x.first }}\", \"city\": {\"clear\": true}}}]}"]}
  expect 200
  POST /flows/up/run {"data": {"email": "ann@example.com", "first": "", "last": " ", "tags": [""], "source": ""}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "lastName": "Lee", "source": "Fair", "tags": ["vip"], "city": "Bonn"}}
  POST /flows/clear/run {"data": {"first": null}}
  expect 202 {"run": {"id": "{second:whole}"}}
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "done"}}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "city": "{absent}"}}

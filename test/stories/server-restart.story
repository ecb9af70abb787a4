story   what was answered is there after the server was killed

client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["here"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
restart
client
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "tags": ["here"]}}

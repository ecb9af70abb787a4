story   followers are added and taken off
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{a:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{deal:id}"}}
  POST /opportunities/{deal}/followers {"followers": ["{owner}", "{owner}"]}
  expect 201 {"followers": ["{owner}"], "followersAdded": ["{owner}"]}
  POST /opportunities/{deal}/followers {"followers": ["{owner}"]}
  expect 201 {"followers": ["{owner}"], "followersAdded": []}
  POST /opportunities/{deal}/followers {"followers": ["nobody"]}
  expect 422
  GET /opportunities/{deal}
  expect 200 {"opportunity": {"followers": ["{owner}"]}}
  DELETE /opportunities/{deal}/followers {"followers": ["somebody"]}
  expect 200 {"followers": ["{owner}"], "followersRemoved": []}
  DELETE /opportunities/{deal}/followers?isRemoveAllFollowers=true {}
  expect 200 {"followers": [], "followersRemoved": ["{owner}"]}
  POST /opportunities/{deal}/followers {"followers": ["{owner}"]}
  DELETE /opportunities/{deal}/followers {"followers": ["{owner}"]}
  expect 200 {"followers": [], "followersRemoved": ["{owner}"]}

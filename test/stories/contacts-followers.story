story  followers are added once and removed
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/followers {"followers": ["{owner}", "{owner}"]}
  expect 201 {"followers": ["{owner}"], "followersAdded": ["{owner}"], "traceId": "{uuid}"}
  POST /contacts/{ann}/followers {"followers": ["{owner}"]}
  expect 201 {"followers": ["{owner}"], "followersAdded": []}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 5,
    "filters": [{"field": "followers", "operator": "eq", "value": "{owner}"}]}
  expect 200 {"contacts": [{"id": "{ann}", "followers": ["{owner}"]}]}
  DELETE /contacts/{ann}/followers {"followers": ["{owner}"]}
  expect 200 {"followers": [], "followersRemoved": ["{owner}"]}

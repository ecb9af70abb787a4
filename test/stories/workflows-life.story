story  a workflow is made, listed, changed and deleted
client
  GET /workflows/?locationId={location}
  expect 200 {"workflows": []}
  POST /groundlevel/workflows {"name": "First Workflow"}
  expect 201 {"workflow": {"id": "{first:uuid}", "name": "First Workflow", "status": "draft",
    "version": 1, "createdAt": "{instant}", "updatedAt": "{instant}", "locationId": "{location}"}}
  PUT /groundlevel/workflows/{first} {"status": "published"}
  expect 200 {"workflow": {"name": "First Workflow", "status": "published", "version": 2}}
  GET /workflows/?locationId={location}
  expect 200 {"workflows": [{"id": "{first}", "version": 2}]}
  GET /groundlevel/workflows/{first}
  expect 200 {"workflow": {"id": "{first}"}}
  PUT /groundlevel/workflows/{first} {"name": ""}
  expect 422 {"message": ["name should not be empty"]}
  POST /groundlevel/workflows {"name": "x", "status": "running"}
  expect 422
  POST /workflows/ {"name": "x"}
  expect 404 {"message": "Cannot POST /workflows/"}
  GET /workflows/
  expect 422 {"message": ["locationId should not be empty"]}
client other
  GET /workflows/?locationId={otherlocation}
  expect 200 {"workflows": []}
  GET /groundlevel/workflows/{first}
  expect 404 {"message": "Workflow not found"}
  PUT /groundlevel/workflows/{first} {"name": "theirs"}
  expect 404
  DELETE /groundlevel/workflows/{first}
  expect 404
  GET /workflows/?locationId={location}
  expect 403
client
  DELETE /groundlevel/workflows/{first}
  expect 200 {"succeeded": true}
  GET /groundlevel/workflows/{first}
  expect 404

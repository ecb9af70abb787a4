story  a location sees its own tags only, the company sees those of each
client
  POST /locations/{location}/tags {"name": "mine"}
  expect 200 {"tag": {"id": "{mine:id}"}}
client other
  GET /locations/{otherlocation}/tags
  expect 200 {"tags": []}
  GET /locations/{otherlocation}/tags/{mine}
  expect 400
  PUT /locations/{otherlocation}/tags/{mine} {"name": "theirs"}
  expect 400
  DELETE /locations/{otherlocation}/tags/{mine}
  expect 400
  GET /locations/{location}/tags
  expect 403
  POST /locations/{otherlocation}/tags {"name": "mine"}
  expect 200
client agency
  GET /locations/{location}/tags
  expect 200 {"tags": [{"id": "{mine}"}]}
client scoped locations/tags.readonly
  GET /locations/{location}/tags
  expect 200
  DELETE /locations/{location}/tags/{mine}
  expect 401 {"message": "The token is not authorized for this scope."}

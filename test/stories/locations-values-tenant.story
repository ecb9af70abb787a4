story  a location sees its own custom values only
client
  POST /locations/{location}/customValues {"name": "Secret", "value": "one"}
  expect 201 {"customValue": {"id": "{v:id}"}}
client other
  GET /locations/{otherlocation}/customValues
  expect 200 {"customValues": []}
  GET /locations/{otherlocation}/customValues/{v}
  expect 400
  PUT /locations/{otherlocation}/customValues/{v} {"name": "a", "value": "b"}
  expect 400
  DELETE /locations/{otherlocation}/customValues/{v}
  expect 400
  GET /locations/{location}/customValues/{v}
  expect 403
client agency
  GET /locations/{location}/customValues/{v}
  expect 200 {"customValue": {"value": "one"}}

story   a connection is made, listed, changed and removed, and its secret is never told
client
  POST /connections {
    "kind": "highlevel", "name": "hl-main", "title": "The agency", "baseUrl": "{server}/",
    "remoteLocationId": "{location}", "secret": "pit-canary-5d0c1f7e"
  }
  expect 201 {"connection": {
    "id": "{main:id}", "kind": "highlevel", "name": "hl-main", "title": "The agency",
    "baseUrl": "{server}", "hasSecret": true, "keyed": false, "state": "unchecked",
    "secret": "{absent}", "sealed": "{absent}", "report": "{absent}"
  }}
  # a name stands once
  POST /connections {"kind": "groundlevel", "name": "hl-main"}
  expect 400
  POST /connections {"kind": "groundlevel", "name": "here"}
  expect 201 {"connection": {"id": "{here:id}", "hasSecret": false, "baseUrl": "{absent}"}}
  GET /connections
  expect 200 {"connections": [{"name": "here"}, {"name": "hl-main", "secret": "{absent}"}]}
  GET /connections/{main}
  expect 200 {"connection": {"name": "hl-main", "secret": "{absent}"}}
  PUT /connections/{main} {"title": "The agency's"}
  expect 200 {"connection": {"title": "The agency's", "hasSecret": true}}
  # the secret is for that server only
  PUT /connections/{main} {"baseUrl": "https://elsewhere.example"}
  expect 422
  PUT /connections/{main} {"baseUrl": "https://elsewhere.example", "secret": "pit-other"}
  expect 200 {"connection": {"baseUrl": "https://elsewhere.example", "hasSecret": true}}
  DELETE /connections/{here}
  expect 200 {"succeeded": true}
  GET /connections/{here}
  expect 404
  DELETE /connections/{here}
  expect 404
client other
  GET /connections
  expect 200 {"connections": []}
  GET /connections/{main}
  expect 404
  POST /connections/{main}/check
  expect 404
client scoped connections.readonly
  DELETE /connections/{main}
  expect 401

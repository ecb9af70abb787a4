story   who gives rights and takes them is kept for good

client agency
  POST /tokens {"name": "made", "class": "location", "locationId": "{location}", "scopes": ["contacts.readonly"]}
  expect 201 {"token": {"id": "{made:id}", "secret": "{secret:text}"}}
  DELETE /tokens/{made}
  expect 200
  GET /audit?limit=2
  expect 200 {"more": "{any}", "entries": [
    {"op": "revoke-token", "thingId": "{made}", "actor": {"kind": "token", "name": "{text}"}, "address": "127.0.0.1", "trace": "{uuid}", "cursor": "{last:text}"},
    {"op": "create-token", "actor": {"kind": "token"}, "at": "{instant}"}]}
  GET /audit?op=create-token&limit=1
  expect 200 {"entries": [{"op": "create-token"}]}
  GET /audit?before={last}&limit=1
  expect 200 {"entries": [{"op": "create-token"}]}
  GET /audit?before=nonsense
  expect 422
  # what is refused did nothing
  DELETE /tokens/{made}x
  expect 404
  GET /audit?limit=1
  expect 200 {"entries": [{"op": "revoke-token"}]}
client
  GET /audit
  expect 401
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
client agency
  GET /audit?op=sign-in
  expect 200 {"entries": [{"op": "sign-in", "actor": {"kind": "person", "id": "{owner}"}, "address": "127.0.0.1"}, "{more}"]}

story   a site that joins may know itself by www or without, never becomes less safe than it was, and is no other
client
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "https://site.example"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /connections/{site}/join {"hub": "https://crm.example.com"}
  expect 201 {"code": "{one:text}"}
client nobody
  POST /bridge/pair {"code": "{one}", "id": "code", "secret": "0123456789abcdef", "home": "https://site.example"}
  expect 422 {"message": "id must be of letters and digits"}
  POST /bridge/pair {"code": "{one}", "id": "s1", "secret": "0123456789abcdef", "home": "https://site.example.evil.com"}
  expect 422
  POST /bridge/pair {"code": "{one}", "id": "s1", "secret": "0123456789abcdef", "home": "https://site.example@evil.com"}
  expect 422
  POST /bridge/pair {"code": "{one}", "id": "s1", "secret": "0123456789abcdef", "home": "https://site.example:444"}
  expect 422
  POST /bridge/pair {"code": "{one}", "id": "s1", "secret": "0123456789abcdef", "home": "http://www.site.example/"}
  expect 201
client
  # it said http: the connection stays as it was
  GET /connections/{site}
  expect 200 {"connection": {"baseUrl": "https://site.example"}}
  POST /connections/{site}/join {}
  expect 201 {"code": "{two:text}"}
client nobody
  POST /bridge/pair {"code": "{two}", "id": "s1", "secret": "0123456789abcdef", "home": "https://www.site.example/"}
  expect 201
client
  GET /connections/{site}
  expect 200 {"connection": {"baseUrl": "https://www.site.example"}}
  # asked again, the code before is none any more
  POST /connections/{site}/join {}
  expect 201 {"code": "{three:text}"}
  POST /connections/{site}/join {}
  expect 201 {"code": "{four:text}"}
client nobody
  POST /bridge/pair {"code": "{three}", "id": "s1", "secret": "0123456789abcdef", "home": "https://www.site.example"}
  expect 404
  POST /bridge/pair {"code": "{four}", "id": "s1", "secret": "0123456789abcdef", "home": "https://www.site.example"}
  expect 201

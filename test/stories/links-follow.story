story   a trigger link leads where it leads, to nowhere else, and counts who follows it
client
  POST /links/ {"locationId": "{location}", "name": "Offer", "redirectTo": "https://example.com/x/{{contact.first_name}}?to={{contact.email}}&a=%20b"}
  expect 201 {"link": {"id": "{id:id}"}}
client nobody
  GET /l/{id}
  expect 302
  expect header Location https://example.com/x/?to=&a=%20b
  expect header Cache-Control no-store
  GET /l/{id}?to=https://evil.example/
  expect 302
  expect header Location https://example.com/x/?to=&a=%20b
  header User-Agent: Slackbot-LinkExpanding 1.0
  GET /l/{id}
  expect 302
  HEAD /l/{id}
  expect 302
  GET /l/nobody
  expect 404
client
  GET /links/id/{id}?locationId={location}
  expect 200 {"link": {"clicks": 2, "previews": 2}}
  # no address that a browser would run, or that hides where it leads
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "javascript:alert(1)"}
  expect 422
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "//evil.example"}
  expect 422
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "https://"}
  expect 422
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "https://{{contact.website}}/"}
  expect 422
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "https://bank.example@evil.example/"}
  expect 422
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "https://bank.example\\@evil.example/"}
  expect 422
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "https://example.com/\r\nSet-Cookie: a=b"}
  expect 422
  POST /links/ {"locationId": "{location}", "name": "x", "redirectTo": "HTTPS://Example.com?a#b"}
  expect 201 {"link": {"id": "{other:id}"}}
  DELETE /links/{id}
  expect 201
client nobody
  GET /l/{id}
  expect 404

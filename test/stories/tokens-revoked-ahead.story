story   a token that was revoked while the clock was ahead stays revoked when it is right again
client agency
  POST /tokens {"name": "shop", "class": "location", "locationId": "{location}", "scopes": ["contacts.readonly"]}
  expect 201 {"token": {"id": "{token1:id}", "secret": "{secret:text}"}}
  clock jumps +3 days
  DELETE /tokens/{token1}
  expect 200
  clock jumps -3 days
client nobody
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 401
  restart
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 401

story   of a token it is shown when it was last used
client agency
  POST /tokens {"name": "Reader", "locationId": "{location}", "scopes": ["contacts.readonly"]}
  expect 201 {"token": {"id": "{reader:id}", "lastUsedAt": "{absent}", "secret": "{secret:text}"}}
clock +10 minutes
client nobody
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 200
client agency
  GET /tokens
  soon 200 {"tokens": [{"id": "{reader}", "lastUsedAt": "{used:instant}"}, "{more}"]}
clock +1 minutes
client nobody
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 200
clock +10 minutes
client agency
  GET /tokens
  expect 200 {"tokens": [{"id": "{reader}", "lastUsedAt": "{used}"}, "{more}"]}
client nobody
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 200
client agency
  GET /tokens
  soon 200 {"tokens": [{"id": "{reader}", "lastUsedAt": "{later:instant}"}, "{more}"]}
  expect 200 {"tokens": [{"id": "{reader}", "lastUsedAt": "{later}"}, "{more}"]}

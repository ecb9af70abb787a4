story   a token is made with the rights it is given, rotated with overlap, and revoked

client agency
  POST /tokens {"name": "Reader", "locationId": "{location}", "scopes": ["contacts.readonly"], "rateBurst": 7}
  expect 201 {"token": {"id": "{first:id}", "class": "location", "locationId": "{location}", "scopes": ["contacts.readonly"], "secret": "{reader:text}"}}
  GET /tokens
  expect 200 {"tokens": [{"id": "{first}", "name": "Reader", "secret": "{absent}"}, "{more}"]}

client nobody
  header Authorization: Bearer {reader}
  GET /contacts/?locationId={location}
  expect 200
  expect header x-ratelimit-max 7

client agency
  POST /tokens/{first}/rotate {"overlapSeconds": 60}
  expect 201 {"token": {"id": "{second:id}", "secret": "{newer:text}", "scopes": ["contacts.readonly"]}}

client nobody
  header Authorization: Bearer {reader}
  GET /contacts/?locationId={location}
  expect 200
  header Authorization: Bearer {newer}
  GET /contacts/?locationId={location}
  expect 200

clock +2 minutes
client nobody
  header Authorization: Bearer {reader}
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid Private Integration token"}

client agency
  DELETE /tokens/{second}
  expect 200 {"succeeded": true}
  DELETE /tokens/{second}
  expect 404

clock +3 seconds
client nobody
  header Authorization: Bearer {newer}
  GET /contacts/?locationId={location}
  expect 401

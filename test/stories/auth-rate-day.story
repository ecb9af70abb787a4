story   a token that may ask three times a day is refused the fourth time, until a day is over
client agency
  POST /tokens {"name": "Few", "locationId": "{location}", "scopes": ["contacts.readonly"],
    "rateDay": 3}
  expect 201 {"token": {"id": "{few:id}", "secret": "{secret:text}"}}
client nobody
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 200
  expect header x-ratelimit-limit-daily 3
  expect header x-ratelimit-daily-remaining 2
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 200
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 200
  expect header x-ratelimit-daily-remaining 0
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 429 {"message": "Too Many Requests"}
clock +1 minute
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 429
clock +1 day
  header Authorization: Bearer {secret}
  GET /contacts/?locationId={location}
  expect 200

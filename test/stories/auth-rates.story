story   a hundred requests fit into ten seconds, and the windows open with the first

client
  GET /locations/{location}
  expect header x-ratelimit-max 100
  expect header x-ratelimit-remaining 99
  expect header x-ratelimit-interval-milliseconds 10000
  expect header x-ratelimit-limit-daily 200000
  expect header x-ratelimit-daily-remaining 199999
  expect header x-ratelimit-daily-reset 86400000
  repeat 99 GET /locations/{location}
  expect 200
  GET /locations/{location}
  expect 429 {"statusCode": 429, "message": "Too Many Requests"}
  expect header x-ratelimit-remaining 0

clock +10 seconds
client
  GET /locations/{location}
  expect 200
  expect header x-ratelimit-remaining 99
  expect header x-ratelimit-daily-remaining 199899

clock +1 day
client
  GET /locations/{location}
  expect header x-ratelimit-daily-remaining 199999

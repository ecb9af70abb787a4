story   a page of another origin may ask, and reads the rate headers

client nobody
  header -Version
  header Origin: https://app.example.com
  header Access-Control-Request-Method: PUT
  header Access-Control-Request-Headers: authorization,content-type,version
  OPTIONS /contacts/anything
  expect 204
  expect header Access-Control-Allow-Origin *
  expect header Access-Control-Allow-Methods GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS
  expect header Access-Control-Allow-Headers authorization,content-type,version
  expect header Access-Control-Max-Age 31536000
  expect header Access-Control-Allow-Credentials {absent}
  expect header x-ratelimit-max {absent}
  header -Version
  header Origin: https://app.example.com
  OPTIONS /no/such/path
  expect 204
  expect header Access-Control-Allow-Origin *
  OPTIONS /contacts/
  expect 204
  expect header Access-Control-Allow-Origin {absent}

client
  header Origin: https://app.example.com
  GET /contacts/?locationId={location}
  expect 200 {"contacts": []}
  expect header Access-Control-Allow-Origin *
  expect header x-ratelimit-remaining
  expect header Access-Control-Expose-Headers x-ratelimit-max, x-ratelimit-remaining, x-ratelimit-interval-milliseconds, x-ratelimit-limit-daily, x-ratelimit-daily-remaining, x-ratelimit-daily-reset, ETag, Retry-After, Groundlevel-Not-Kept, Idempotency-Replayed
  header Origin: https://app.example.com
  GET /contacts/nobody
  expect 400 {"error": "Contact with id nobody not found"}
  expect header Access-Control-Allow-Origin *
  GET /contacts/?locationId={location}
  expect header Access-Control-Allow-Origin {absent}

client nobody
  header Origin: null
  GET /contacts/?locationId={location}
  expect 401
  expect header Access-Control-Allow-Origin *

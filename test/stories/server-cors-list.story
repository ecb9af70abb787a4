story   cors_origins names the origins whose pages may ask, and no others
restart cors_origins https://app.example.com https://two.example.com:8443
client
  header Origin: https://app.example.com
  GET /contacts/?locationId={location}
  expect 200
  expect header Access-Control-Allow-Origin https://app.example.com
  expect header Vary Origin
  expect header Access-Control-Expose-Headers
  header Origin: https://two.example.com:8443
  OPTIONS /contacts/
  expect 204
  expect header Access-Control-Allow-Origin https://two.example.com:8443
  # the same name on another port, over http, with more behind it, and a part of the list
  header Origin: https://two.example.com
  GET /contacts/?locationId={location}
  expect 200
  expect header Access-Control-Allow-Origin {absent}
  header Origin: http://app.example.com
  GET /contacts/?locationId={location}
  expect header Access-Control-Allow-Origin {absent}
  header Origin: https://app.example.com.evil.test
  OPTIONS /contacts/
  expect 204
  expect header Access-Control-Allow-Origin {absent}
  expect header Access-Control-Allow-Methods {absent}
  header Origin: https://app.example.com https://two.example.com:8443
  GET /contacts/?locationId={location}
  expect header Access-Control-Allow-Origin {absent}
  header Origin: null
  GET /contacts/?locationId={location}
  expect header Access-Control-Allow-Origin {absent}
restart cors_origins
client nobody
  header Origin: https://app.example.com
  OPTIONS /contacts/
  expect 204
  expect header Access-Control-Allow-Origin {absent}

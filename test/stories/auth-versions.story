story   every published version works on every path, and the token needs no Bearer

client
  header Version: 2021-04-15
  GET /contacts/?locationId={location}
  expect 200
  header Version: 2023-02-21
  GET /locations/{location}
  expect 200
  header Version: v3
  GET /users/?locationId={location}
  expect 200
  header Version: legacy
  GET /objects/?locationId={location}
  expect 200

client nobody
  header Authorization: {token}
  GET /contacts/?locationId={location}
  expect 200

story   the refusals of admission have the recorded statuses and sentences

client
  header -Version
  GET /contacts/?locationId={location}
  expect 401 {"statusCode": 401, "message": "version header was not found.", "error": "{absent}", "traceId": "{absent}"}
  header Version: 2020-01-01
  GET /contacts/?locationId={location}
  expect 401 {"message": "version header is invalid"}
  header Version: bogus-version
  GET /contacts/?locationId={location}
  expect 400 {"message": "Invalid API version segment 'bogus-version' at position 0"}

client nobody
  GET /contacts/?locationId={location}
  expect 401 {"statusCode": 401, "message": "No Authorization header found for authentication!"}
  header Authorization: Bearer pit-00000000-0000-4000-8000-000000000000
  GET /contacts/?locationId={location}
  expect 401 {"statusCode": 401, "message": "Invalid Private Integration token"}
  header Authorization: Bearer eyJhbGciOiJSUzI1NiJ9.e30.x
  GET /contacts/?locationId={location}
  expect 401 {"statusCode": 401, "message": "Invalid JWT"}

client scoped contacts.readonly
  GET /contacts/?locationId={location}
  expect 200
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 401 {"statusCode": 401, "message": "The token is not authorized for this scope."}

client agency
  GET /contacts/?locationId={location}
  expect 401 {"message": "Token's user type mismatch!"}

client other
  GET /contacts/?locationId={location}
  expect 403 {"statusCode": 403, "message": "The token does not have access to this location."}

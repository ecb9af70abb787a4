story   the version is asked for before the token, and the token before everything else

client nobody
  header -Version
  GET /contacts/?locationId={location}
  expect 401 {"statusCode": 401, "message": "version header was not found."}
  header -Version
  header Authorization: Bearer pit-00000000-0000-4000-8000-000000000000
  GET /contacts/?locationId={location}
  expect 401 {"message": "version header was not found."}
  header Version: 2020-01-01
  header Authorization: Bearer pit-00000000-0000-4000-8000-000000000000
  GET /contacts/?locationId={location}
  expect 401 {"message": "version header is invalid"}
  header Version: bogus-version
  GET /contacts/?locationId={location}
  expect 400 {"message": "Invalid API version segment 'bogus-version' at position 0"}
  GET /contacts/
  expect 401 {"message": "No Authorization header found for authentication!"}
  header -Version
  GET /groundlevel/campaigns/x                  # our own paths ask for no version
  expect 401 {"message": "No Authorization header found for authentication!"}

client scoped contacts.write                    # class, scope, then what was sent, then tenant
  GET /contacts/?locationId={otherlocation}&limit=x
  expect 401 {"message": "The token is not authorized for this scope."}
client agency
  POST /contacts/ {"nosuch": 1}
  expect 401 {"message": "Token's user type mismatch!"}
client
  POST /contacts/ {"locationId": "{otherlocation}", "nosuch": 1}
  expect 422 {"message": ["property nosuch should not exist"]}
  POST /contacts/ {"locationId": "{otherlocation}"}
  expect 403 {"message": "The token does not have access to this location."}

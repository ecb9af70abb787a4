story  what a location cannot be is refused, all at once
client agency
  POST /locations/ {"companyId": "{company}", "country": "Nowhere", "colour": "red",
    "prospectInfo": {"firstName": "John"}}
  expect 422 {"message": [
    "name should not be empty", "country must be a two-letter country code",
    "prospectInfo.lastName should not be empty", "prospectInfo.email should not be empty",
    "property colour should not exist"], "error": "Unprocessable Entity"}
  POST /locations/ {"companyId": "{company}", "name": "Shop", "timezone": "Mars/Base",
    "currency": "usd"}
  expect 422 {"message": ["timezone must be a valid time zone",
    "currency must be a three-letter ISO 4217 code"]}
  POST /locations/ {"companyId": "{company}", "name": "Shop", "timezone": "../../etc/passwd"}
  expect 422 {"message": ["timezone must be a valid time zone"]}
  POST /locations/ {"companyId": "{company}", "name": "Shop", "timezone": "Europe"}
  expect 422 {"message": ["timezone must be a valid time zone"]}
  POST /locations/ {"name": "Shop"}
  expect 422 {"message": ["companyId should not be empty"]}
  POST /locations/ {"companyId": "anothercompany123456", "name": "Shop"}
  expect 403
  PUT /locations/{location} {"companyId": "{company}", "name": ""}
  expect 422 {"message": ["name should not be empty"]}
  PUT /locations/{location} {"companyId": "{company}", "name": null, "timezone": null}
  expect 422 {"message": ["name should not be empty", "timezone should not be empty"]}
  PUT /locations/{location} {"companyId": "{company}", "settings": {
    "contactUniqueIdentifiers": ["shoe size"]}}
  expect 422

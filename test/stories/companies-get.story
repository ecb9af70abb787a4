story  a company reads and changes itself
client agency
  GET /companies/{company}
  expect 200 {"company": {"id": "{company}", "name": "{text}", "locationCount": 1,
    "customerType": "agency", "status": "active", "premiumUpgraded": false}}
  PUT /groundlevel/companies/{company} {"name": "Tesla inc", "email": "john@deo.com",
    "timezone": "America/New_York", "country": "US"}
  expect 200 {"company": {"name": "Tesla inc", "email": "john@deo.com",
    "timezone": "America/New_York"}}
  PUT /groundlevel/companies/{company} {"email": null}
  expect 200 {"company": {"name": "Tesla inc", "email": "{absent}", "country": "US"}}
  PUT /groundlevel/companies/{company} {"name": "", "timezone": "Mars/Base"}
  expect 422
  GET /companies/{company}
  expect 200 {"company": {"name": "Tesla inc"}}
  GET /companies/anothercompany123456
  expect 403 {"message": "The token does not have access to this company."}
client
  GET /companies/{company}
  expect 401 {"message": "Token's user type mismatch!"}

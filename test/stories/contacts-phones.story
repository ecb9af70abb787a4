story  phones are kept as E.164, and those without plus belong to the location's country
client
  POST /contacts/ {"locationId": "{location}", "phone": "+1 202-555-0101"}
  expect 201 {"contact": {"phone": "+12025550101"}}
  POST /contacts/ {"locationId": "{location}", "phone": "202-555-0102"}
  expect 201 {"contact": {"phone": "+12025550102"}}
  POST /contacts/ {"locationId": "{location}", "phone": "+44 (0)20 7946 0958"}
  expect 201 {"contact": {"phone": "+442079460958"}}
  POST /contacts/ {"locationId": "{location}", "phone": "5550103"}
  expect 422 {"message": ["phone must be a valid phone number"], "statusCode": 422}
  POST /contacts/ {"locationId": "{location}", "phone": "call me"}
  expect 422 {"message": ["phone must be a valid phone number"]}
client agency
  PUT /locations/{location} {"companyId": "{company}", "country": "DE"}
  expect 200
client
  POST /contacts/ {"locationId": "{location}", "phone": "030 901820"}
  expect 201 {"contact": {"phone": "+4930901820", "country": "DE"}}

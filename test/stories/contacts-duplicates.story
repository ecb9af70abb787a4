story  a location without duplicates refuses a second contact with the same e-mail or phone
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee",
    "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "email": "ANN@example.com"}
  expect 400 {
    "statusCode": 400, "message": "This location does not allow duplicated contacts.",
    "meta": {"contactId": "{ann}", "contactName": "Ann Lee", "matchingField": "email"}
  }
  POST /contacts/ {"locationId": "{location}", "phone": "202-555-0101"}
  expect 400 {"meta": {"contactId": "{ann}", "matchingField": "phone"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "email": "ben@example.com"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  PUT /contacts/{ben} {"email": "ann@example.com"}
  expect 400 {"meta": {"contactId": "{ann}", "matchingField": "email"}}
  PUT /contacts/{ben} {"email": "Ben@Example.com", "phone": "+12025550102"}
  expect 200 {"contact": {"email": "Ben@Example.com", "phone": "+12025550102"}}
client other
  POST /contacts/ {"locationId": "{otherlocation}", "email": "ann@example.com"}
  expect 201

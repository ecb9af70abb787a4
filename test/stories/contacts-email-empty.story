story  a contact is not made of an empty e-mail; where one is there, empty leaves it
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "", "phone": ""}
  expect 422 {"message": ["email must be an email"], "error": "Unprocessable Entity"}
  POST /contacts/upsert {"locationId": "{location}", "firstName": "Ann", "email": "", "phone": "+12025550101"}
  expect 201 {"new": true, "contact": {"id": "{ann:id}", "email": "{absent}"}}
  PUT /contacts/{ann} {"email": ""}
  expect 200

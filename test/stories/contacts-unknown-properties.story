story  what a contact cannot take is refused, all of it at once
client
  POST /contacts/ {"firstName": "Ann", "additionalEmails": [], "email": "no"}
  expect 422 {"message": ["email must be an email", "locationId should not be empty",
      "property additionalEmails should not exist"],
    "error": "Unprocessable Entity", "statusCode": 422}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  PUT /contacts/{ann} {"locationId": "{location}", "id": "x", "gender": "female",
    "firstNameLowerCase": "x", "additionalEmails": []}
  expect 422 {"message": ["property locationId should not exist", "property id should not exist",
    "property gender should not exist", "property firstNameLowerCase should not exist",
    "property additionalEmails should not exist"]}
  POST /contacts/ {"locationId": "{location}", "customFields": {"a": "b"}}
  expect 422 {"message": ["customFields must be an array"]}
  POST /contacts/ {"locationId": "{location}", "customField": {"a": "b"}}
  expect 422 {"message": ["property customField should not exist"]}
  POST /contacts/{ann}/tags {"tags": ["a"], "locationId": "{location}"}
  expect 422 {"message": ["property locationId should not exist"]}

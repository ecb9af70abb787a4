story   a token cannot have a scope that does not exist, or a class that does not fit its location

client agency
  POST /tokens {"name": "x", "locationId": "{location}", "scopes": ["contacts.everything"]}
  expect 400 {"message": "There is no scope 'contacts.everything'."}
  POST /tokens {"name": "x", "class": "location"}
  expect 400 {"message": "A token of class location needs a locationId."}
  POST /tokens {"name": "x", "class": "company", "locationId": "{location}"}
  expect 400
  POST /tokens {"name": "x", "locationId": "0000000000aaaaaaaaaa"}
  expect 403
  POST /tokens {"class": "planet", "colour": "red"}
  expect 422 {"message": ["name should not be empty", "class must be one of the following values: company, location", "property colour should not exist"]}

client
  POST /tokens {"name": "x", "locationId": "{location}"}
  expect 401 {"message": "Token's user type mismatch!"}

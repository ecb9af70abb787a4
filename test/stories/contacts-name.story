story  a whole name is split at its first space, and gives way to first and last name
client
  POST /contacts/ {"locationId": "{location}", "name": "Rosan van Deo"}
  expect 201 {"contact": {"id": "{rosan:id}", "firstName": "Rosan", "lastName": "van Deo"}}
  POST /contacts/ {"locationId": "{location}", "name": "Cher"}
  expect 201 {"contact": {"firstName": "Cher", "lastName": "{absent}"}}
  POST /contacts/ {"locationId": "{location}", "name": "Ignored Too", "firstName": "Kept"}
  expect 201 {"contact": {"firstName": "Kept", "lastName": "Too"}}
  PUT /contacts/{rosan} {"name": "Rosa Deo"}
  expect 200 {"contact": {"firstName": "Rosa", "lastName": "Deo", "fullNameLowerCase": "rosa deo"}}
  PUT /contacts/{rosan} {"firstName": null}
  expect 200 {"contact": {"firstName": "{absent}", "firstNameLowerCase": "{absent}",
    "fullNameLowerCase": "deo"}}

story   a business needs a name, and takes nothing unknown
client
  POST /businesses/ {"locationId": "{location}", "email": "nowhere", "customFields": []}
  expect 422 {"message": ["name should not be empty", "email must be an email", "property customFields should not exist"]}
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  PUT /businesses/{acme} {"name": null}
  expect 422 {"message": ["name should not be empty"]}
  PUT /businesses/{acme} {"locationId": "{location}"}
  expect 422 {"message": ["property locationId should not exist"]}

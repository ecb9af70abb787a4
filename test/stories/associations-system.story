story   the associations of every location cannot be changed
client
  GET /associations/OPPORTUNITIES_CONTACTS_ASSOCIATION
  expect 200 {"key": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "associationType": "SYSTEM_DEFINED"}
  PUT /associations/OPPORTUNITIES_CONTACTS_ASSOCIATION {"firstObjectLabel": "A", "secondObjectLabel": "B"}
  expect 400 {"message": "A SYSTEM_DEFINED association cannot be changed or deleted"}
  DELETE /associations/BUSINESSES_CONTACTS_ASSOCIATION
  expect 400

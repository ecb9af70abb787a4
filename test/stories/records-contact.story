story   a contact can be read as a record
client
  POST /locations/{location}/customFields {"name": "Shoe size", "dataType": "NUMERICAL"}
  expect 201 {"customField": {"id": "{shoe:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com",
    "customFields": [{"id": "{shoe}", "field_value": 39}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /objects/contact/records/{ann}
  expect 200 {"record": {"id": "{ann}", "owner": [], "properties": {"first_name": "Ann", "email": "ann@example.com", "shoe_size": 39}, "relations": []}}
  DELETE /objects/contact/records/{ann}
  expect 400

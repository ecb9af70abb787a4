story   the list is of contacts unless another model is asked for
client
  POST /locations/{location}/customFields {"name": "A", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{a:id}"}}
  POST /locations/{location}/customFields {"name": "B", "dataType": "TEXT", "model": "opportunity"}
  expect 201 {"customField": {"id": "{b:id}", "model": "opportunity", "fieldKey": "opportunity.b"}}
  GET /locations/{location}/customFields
  expect 200 {"customFields": [{"id": "{a}"}]}
  GET /locations/{location}/customFields?model=opportunity
  expect 200 {"customFields": [{"id": "{b}"}]}
  GET /locations/{location}/customFields?model=all
  expect 200 {"customFields": [{"id": "{a}"}, {"id": "{b}"}]}
  GET /locations/{location}/customFields?model=pets
  expect 422
  PUT /locations/{location}/customFields/{b} {"name": "B", "model": "contact"}
  expect 400 {"message": "The model of a custom field cannot change"}

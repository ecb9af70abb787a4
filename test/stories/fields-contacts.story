story   a field of contacts gets its key from its name and keeps it
client
  POST /locations/{location}/customFields {"name": "Nango Dryrun Field", "dataType": "TEXT", "placeholder": "here"}
  expect 201 {"customField": {"id": "{one:id}", "model": "contact", "name": "Nango Dryrun Field",
    "fieldKey": "contact.nango_dryrun_field", "placeholder": "here", "dataType": "TEXT", "position": 0,
    "documentType": "field", "parentId": "{text}", "locationId": "{location}", "dateAdded": "{instant}",
    "standard": false, "scopes": []}}
  POST /locations/{location}/customFields {"name": "NangoTestField", "dataType": "NUMERICAL"}
  expect 201 {"customField": {"id": "{two:id}", "fieldKey": "contact.nangotestfield", "placeholder": "", "position": 50}}
  POST /locations/{location}/customFields {"name": "NangoTestField", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{three:id}", "fieldKey": "contact.nangotestfield_2", "position": 100}}
  PUT /locations/{location}/customFields/{one} {"name": "Other"}
  expect 200 {"customField": {"id": "{one}", "name": "Other", "fieldKey": "contact.nango_dryrun_field", "placeholder": "here"}}
  PUT /locations/{location}/customFields/{one} {"name": "Other", "dataType": "DATE"}
  expect 200 {"customField": {"dataType": "TEXT"}}   # the type stays, whatever is sent
  PUT /locations/{location}/customFields/{one} {}
  expect 422 {"message": ["name should not be empty"]}
  GET /locations/{location}/customFields/{one}
  expect 200 {"customField": {"name": "Other"}}
  GET /locations/{location}/customFields/contact.nangotestfield
  expect 200 {"customField": {"id": "{two}"}}
  GET /locations/{location}/customFields/contact.first_name
  expect 200 {"customField": {"name": "First Name", "standard": true}}
  DELETE /locations/{location}/customFields/{one}
  expect 200 {"succeded": true}
  GET /locations/{location}/customFields/{one}
  expect 400 {"message": "Custom field not found", "error": "Bad Request", "statusCode": 400}
  GET /locations/{location}/customFields
  expect 200 {"customFields": [{"id": "{two}"}, {"id": "{three}"}]}

story  a custom value keeps its key when its name changes
client
  POST /locations/{location}/customValues {"name": "My Value", "value": "one"}
  expect 201 {"customValue": {"id": "{v:id}", "name": "My Value", "value": "one",
    "fieldKey": "{key:text}", "locationId": "{location}", "documentType": "field"}}
  PUT /locations/{location}/customValues/{v} {"name": "Another Name", "value": "two"}
  expect 200 {"customValue": {"id": "{v}", "name": "Another Name", "value": "two",
    "fieldKey": "{key}"}}
  GET /locations/{location}/customValues/{v}
  expect 200 {"customValue": {"value": "two", "fieldKey": "{{ custom_values.my_value }}"}}
  POST /locations/{location}/customValues {"name": "my-value", "value": "x"}
  expect 400 {"message": "A custom value with the key my_value already exists."}
  POST /locations/{location}/customValues {"name": "Ärger & Co.", "value": "x"}
  expect 201 {"customValue": {"fieldKey": "{{ custom_values.ärger_co }}"}}
  POST /locations/{location}/customValues {"name": "!?", "value": "x"}
  expect 400
  POST /locations/{location}/customValues {"name": "Empty"}
  expect 422 {"message": ["value should not be empty"]}
  GET /locations/{location}/customValues
  expect 200 {"customValues": [{"id": "{v}"}, {"name": "Ärger & Co."}]}
  DELETE /locations/{location}/customValues/{v}
  expect 200 {"succeeded": true}
  GET /locations/{location}/customValues/{v}
  expect 400 {"message": "Custom value with id {v} not found"}
  DELETE /locations/{location}/customValues/{v}
  expect 400

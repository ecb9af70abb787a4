story   values that begin alike for two hundred letters are told apart by filters
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxone"}}
  expect 201 {"record": {"id": "{one:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxtwo"}}
  expect 201 {"record": {"id": "{two:hex}"}}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "name", "operator": "eq", "value": "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXTWO"}]}
  expect 201 {"total": 1, "records": [{"id": "{two}"}]}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "id", "operator": "eq", "value": ["{one}", "{two}"]},
      {"field": "name", "operator": "not_eq", "value": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxtwo"}]}
  expect 201 {"total": 1, "records": [{"id": "{one}"}]}

story   filters compare any property, and the record itself
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "age", "name": "Age", "dataType": "NUMERICAL"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "city", "name": "City", "dataType": "TEXT"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "born", "name": "Born", "dataType": "DATE"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Buddy", "age": 3, "city": "Rome", "born": "2024-07-11"}}
  expect 201 {"record": {"id": "{buddy:hex}"}}
clock +1 minute
client
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Bella", "age": 5, "city": "Buddytown"}}
  expect 201 {"record": {"id": "{bella:hex}"}}
clock +1 minute
client
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Max", "age": 9}}
  expect 201 {"record": {"id": "{max:hex}"}}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.age", "operator": "range", "value": {"gte": 3, "lt": 9}}]}
  expect 201 {"records": [{"id": "{bella}"}, {"id": "{buddy}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.name", "operator": "eq", "value": "buddy"}]}
  expect 201 {"records": [{"id": "{buddy}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.city", "operator": "not_exists"}]}
  expect 201 {"records": [{"id": "{max}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "id", "operator": "eq", "value": ["{max}", "{bella}"]}]}
  expect 201 {"records": [{"id": "{max}"}, {"id": "{bella}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"group": "OR", "filters": [{"field": "properties.name", "operator": "contains", "value": "udd"}, {"field": "properties.age", "operator": "gt", "value": 8}]}]}
  expect 201 {"records": [{"id": "{max}"}, {"id": "{buddy}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.born", "operator": "range", "value": {"gte": "2024-01-01"}}]}
  expect 201 {"records": [{"id": "{buddy}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.born", "operator": "range", "value": {"gte": "2024-07-11T00:00:00+02:00", "lte": "2024-07-11T00:00:00+02:00"}}]}
  expect 201 {"records": [{"id": "{buddy}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "createdAt", "operator": "range", "value": {"gte": "2000-01-01"}}, {"field": "name", "operator": "not_eq", "value": "Max"}]}
  expect 201 {"records": [{"id": "{bella}"}, {"id": "{buddy}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.wings", "operator": "eq", "value": 2}]}
  expect 400 {"message": "Invalid field properties.wings"}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.name", "operator": "about", "value": 2}]}
  expect 400 {"message": "Invalid Operator (about) passed for field properties.name"}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.born", "operator": "gt", "value": "soon"}]}
  expect 400

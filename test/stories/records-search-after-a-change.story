story  a search that is asked again finds what has changed since, on each page
client
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "age", "name": "Age", "dataType": "NUMERICAL"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "Hannah \"the\" \\ cat", "age": 2.5}}
  expect 201 {"record": {"id": "{cat:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "Joanna, \"age\": 100", "age": 10}}
  expect 201 {"record": {"id": "{dog:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Ann"}}
  expect 201 {"record": {"id": "{fox:hex}"}}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "contains", "value": "ANN"}],
    "sort": [{"field": "properties.age", "direction": "desc"}, {"field": "properties.name", "direction": "asc"}]}
  expect 201 {"total": 3}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "contains", "value": "ann"},
      {"field": "properties.age", "operator": "range", "value": {"gte": 2, "lt": 100}}],
    "sort": [{"field": "properties.age", "direction": "desc"}]}
  expect 201 {"records": [{"id": "{dog}"}, {"id": "{cat}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "contains", "value": "the\" \\ c"}]}
  expect 201 {"records": [{"id": "{cat}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.age", "operator": "not_exists"}]}
  expect 201 {"records": [{"id": "{fox}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.age", "operator": "not_eq", "value": 10},
      {"field": "properties.name", "operator": "contains", "value": "ann"}],
    "sort": [{"field": "properties.name", "direction": "desc"}]}
  expect 201 {"records": [{"id": "{cat}"}, {"id": "{fox}"}], "total": 2}
  PUT /objects/custom_objects.pet/records/{dog}?locationId={location} {"properties": {"name": "Bob"}}
  expect 200
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "properties.name", "operator": "contains", "value": "ann"}],
    "sort": [{"field": "properties.name", "direction": "asc"}]}
  expect 201 {"records": [{"id": "{fox}"}], "total": 2}
  DELETE /objects/custom_objects.pet/records/{fox}?locationId={location}
  expect 200
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "properties.name", "operator": "contains", "value": "ann"}],
    "sort": [{"field": "properties.name", "direction": "asc"}]}
  expect 201 {"records": [{"id": "{cat}"}], "total": 1}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Susanna"}}
  expect 201 {"record": {"id": "{cow:hex}"}}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "properties.name", "operator": "contains", "value": "ann"}],
    "sort": [{"field": "properties.name", "direction": "desc"}]}
  expect 201 {"records": [{"id": "{cow}"}], "total": 2}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Joann"}}
  expect 201
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"field": "properties.name", "operator": "contains", "value": "ann"}],
    "sort": [{"field": "properties.name", "direction": "desc"}]}
  expect 201 {"records": [{"id": "{cow}"}], "total": 3}

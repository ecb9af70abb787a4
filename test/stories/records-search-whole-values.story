story  whole values of records are found in their own object, field and place, whatever stands in them
client
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "toy", "labels": {"singular": "Toy", "plural": "Toys"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "note", "name": "Note", "dataType": "TEXT"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "Hannah \"the\" cat", "note": "red"}}
  expect 201 {"record": {"id": "{cat:hex}"}}
  clock +1 seconds
  POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "red", "note": "Éclair\\blue"}}
  expect 201 {"record": {"id": "{dog:hex}"}}
  clock +1 seconds
  POST /objects/custom_objects.toy/records {"locationId": "{location}", "properties": {"name": "red"}}
  expect 201
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "eq", "value": "RED"}]}
  expect 201 {"records": [{"id": "{dog}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "eq", "value": "hannah \"the\" cat"}]}
  expect 201 {"records": [{"id": "{cat}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.note", "operator": "eq", "value": "éclair\\blue"}],
    "sort": [{"field": "properties.name", "direction": "asc"}]}
  expect 201 {"records": [{"id": "{dog}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 1,
    "filters": [{"group": "OR", "filters": [
      {"field": "properties.note", "operator": "eq", "value": "red"},
      {"field": "properties.name", "operator": "eq", "value": ["red", "nobody"]}]}],
    "sort": [{"field": "properties.name", "direction": "desc"}]}
  expect 201 {"records": [{"id": "{dog}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 2, "pageLimit": 1,
    "filters": [{"group": "OR", "filters": [
      {"field": "properties.note", "operator": "eq", "value": "red"},
      {"field": "properties.name", "operator": "eq", "value": ["red", "nobody"]}]}],
    "sort": [{"field": "properties.name", "direction": "desc"}]}
  expect 201 {"records": [{"id": "{cat}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 3, "pageLimit": 1,
    "filters": [{"group": "OR", "filters": [
      {"field": "properties.note", "operator": "eq", "value": "red"},
      {"field": "properties.name", "operator": "eq", "value": ["red", "nobody"]}]}],
    "sort": [{"field": "properties.name", "direction": "desc"}]}
  expect 201 {"records": [], "total": 2}
  PUT /objects/custom_objects.pet/records/{dog}?locationId={location} {"properties": {"name": "green"}}
  expect 200
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "eq", "value": "red"}]}
  expect 201 {"records": [], "total": 0}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "eq", "value": "green"}]}
  expect 201 {"records": [{"id": "{dog}"}], "total": 1}

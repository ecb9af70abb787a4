story   pages follow by number or after the last record, and in any order
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
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 2}
  expect 201 {"records": [{"id": "{max}"}, {"id": "{bella}", "searchAfter": ["{ms:whole}", "{bella}"]}], "total": 3}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 2, "pageLimit": 2}
  expect 201 {"records": [{"id": "{buddy}"}], "total": 3}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "pageLimit": 2, "searchAfter": ["{ms}", "{bella}"]}
  expect 201 {"records": [{"id": "{buddy}"}], "total": 3}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "sort": [{"field": "properties.age", "direction": "asc"}]}
  expect 201 {"records": [{"id": "{buddy}"}, {"id": "{bella}"}, {"id": "{max}"}]}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "sort": [{"field": "createdAt", "direction": "asc"}]}
  expect 201 {"records": [{"id": "{buddy}"}, {"id": "{bella}"}, {"id": "{max}"}]}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "sort": [{"field": "properties.age", "direction": "asc"}], "searchAfter": [1, "x"]}
  expect 400 {"message": "searchAfter works with the sort by createdAt or updatedAt only"}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1}
  expect 422 {"message": ["pageLimit should not be empty"]}
  DELETE /objects/custom_objects.pet/records/{max}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10}
  expect 201 {"total": 2}

story   a search looks into the searchable properties
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
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": ""}
  expect 201 {"records": [
    {"id": "{max}", "properties": {"name": "Max", "age": 9}, "owner": [], "followers": [],
     "createdAt": "{instant}", "updatedAt": "{instant}", "locationId": "{location}",
     "objectId": "{hex}", "objectKey": "custom_objects.pet",
     "createdBy": {"source": "INTEGRATION", "channel": "OAUTH", "createdAt": "{instant}", "sourceId": "{text}"},
     "lastUpdatedBy": {"source": "INTEGRATION"}, "searchAfter": ["{whole}", "{max}"]},
    {"id": "{bella}"}, {"id": "{buddy}"}], "total": 3}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "Buddy"}
  expect 201 {"records": [{"id": "{buddy}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "name:buddy"}
  expect 201 {"records": [{"id": "{buddy}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "city:buddy"}
  expect 201 {"records": [{"id": "{bella}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "B*"}
  expect 201 {"records": [{"id": "{bella}"}, {"id": "{buddy}"}], "total": 2}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "*ella*"}
  expect 201 {"records": [{"id": "{bella}"}], "total": 1}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "100%"}
  expect 201 {"records": [], "total": 0}
  PUT /objects/custom_objects.pet {"locationId": "{location}",
    "searchableProperties": ["custom_objects.pet.name", "custom_objects.pet.city"]}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "Buddy"}
  expect 201 {"records": [{"id": "{bella}"}, {"id": "{buddy}"}], "total": 2}

story  a record is found by a whole value that is too long to be one word of the text search
client
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"name": "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456"}}
  expect 201 {"record": {"id": "{cat:hex}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex"}}
  expect 201
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10,
    "filters": [{"field": "properties.name", "operator": "eq",
      "value": "0123456789 0123456789 0123456789 0123456789 0123456789 0123456789 0123456"}]}
  expect 201 {"records": [{"id": "{cat}"}], "total": 1}

story   a property that the object does not have is refused, with all that is wrong at once
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "age", "name": "Age", "dataType": "NUMERICAL"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}",
    "properties": {"wings": 2, "age": "old", "name.first": "x"}}
  expect 422 {"message": ["property wings should not exist", "age must be a number",
    "property name.first should not exist"], "error": "Unprocessable Entity", "statusCode": 422}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10}
  expect 201 {"records": [], "total": 0}
  POST /objects/contact/records {"locationId": "{location}", "properties": {}}
  expect 400 {"message": "Supported objects are business and custom objects"}

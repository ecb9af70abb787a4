story   an object needs labels, a key of its own and a primary property that is text or number
client
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet"}}
  expect 422 {"message": ["labels.plural should not be empty",
    "primaryDisplayPropertyDetails should not be empty"]}
  POST /objects/ {"locationId": "{location}", "key": "pet", "properties": [],
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "DATE"}}
  expect 422 {"message": [
    "primaryDisplayPropertyDetails.dataType must be one of the following values: TEXT, NUMERICAL",
    "property properties should not exist"], "error": "Unprocessable Entity", "statusCode": 422}
  POST /objects/ {"locationId": "{location}", "key": "custom_objects.pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "custom_objects.pet.name", "name": "Name", "dataType": "TEXT"}}
  expect 201 {"object": {"key": "custom_objects.pet", "primaryDisplayProperty": "custom_objects.pet.name"}}
  POST /objects/ {"locationId": "{location}", "key": "Pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 400 {"status": 400, "message": "An object with this key already exists",
    "name": "HttpException", "traceId": "{uuid}"}
  GET /objects/custom_objects.horse?locationId={location}
  expect 400 {"message": "Object not found: custom_objects.horse", "name": "HttpException"}

story   a record has at most one owner and ten followers, and they exist
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "owner": ["a", "b"],
    "followers": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], "properties": {}}
  expect 422 {"message": ["owner must contain not more than 1 elements",
    "followers must contain not more than 10 elements"]}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "owner": ["nobody"], "properties": {}}
  expect 422 {"message": ["owner.0 must be the id of a user of this location"]}

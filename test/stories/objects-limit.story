story   a location has at most ten custom objects
client
  POST /objects/ {"locationId": "{location}", "key": "thing1",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing2",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing3",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing4",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing5",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing6",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing7",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing8",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing9",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing10",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /objects/ {"locationId": "{location}", "key": "thing11",
    "labels": {"singular": "Thing", "plural": "Things"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 400 {"message": "A location has at most 10 custom objects"}
  PUT /objects/business {"locationId": "{location}", "searchableProperties": ["business.name"]}
  expect 200 {"object": {"key": "business", "standard": true}}

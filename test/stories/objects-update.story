story   labels, description and searchable properties of an object can be changed
client
  POST /objects/ {"locationId": "{location}", "key": "pet", "description": "Old",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201 {"object": {"id": "{pets:hex}"}}
  PUT /objects/custom_objects.pet {"locationId": "{location}", "labels": {"singular": "Animal"},
    "searchableProperties": ["custom_objects.pet.name"]}
  expect 200 {"object": {"id": "{pets}", "key": "custom_objects.pet", "description": "Old",
    "labels": {"singular": "Animal", "plural": "Pets"}}}
  PUT /objects/{pets} {"locationId": "{location}", "description": null, "searchableProperties": []}
  expect 200 {"object": {"description": "{absent}", "searchableProperties": [],
    "primaryDisplayProperty": "custom_objects.pet.name"}}
  PUT /objects/custom_objects.pet {"locationId": "{location}",
    "searchableProperties": ["custom_objects.pet.wings"]}
  expect 400 {"message": "Not a property that can be searched: custom_objects.pet.wings"}
  PUT /objects/custom_objects.pet {"locationId": "{location}"}
  expect 422 {"message": ["searchableProperties should not be empty"]}
  PUT /objects/custom_objects.pet {"locationId": "{location}", "searchableProperties": [], "key": "dog"}
  expect 422 {"message": ["property key should not exist"]}

story   an object of one's own gets a prefixed key, a folder, and its primary field
client
  POST /objects/ {
    "labels": {"singular": "Pet", "plural": "Pets"}, "key": "Pet Shop Animal",
    "description": "Those that we keep", "locationId": "{location}",
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Pet name", "dataType": "TEXT"}
  }
  expect 201 {"object": {
    "id": "{pets:hex}", "standard": false, "key": "custom_objects.pet_shop_animal",
    "labels": {"singular": "Pet", "plural": "Pets"}, "description": "Those that we keep",
    "locationId": "{location}", "primaryDisplayProperty": "custom_objects.pet_shop_animal.name",
    "searchableProperties": ["custom_objects.pet_shop_animal.name"],
    "dateAdded": "{instant}", "dateUpdated": "{instant}", "type": "USER_DEFINED"}}
  GET /objects/custom_objects.pet_shop_animal?locationId={location}&fetchProperties=true
  expect 200 {"object": {"id": "{pets}"}, "cache": false, "fields": [
    {"id": "{id}", "name": "Pet name", "dataType": "TEXT", "showInForms": true,
     "fieldKey": "custom_objects.pet_shop_animal.name", "parentId": "{folder:id}",
     "objectKey": "custom_objects.pet_shop_animal", "locationId": "{location}"}]}
  GET /objects/{pets}?locationId={location}
  expect 200 {"object": {"key": "custom_objects.pet_shop_animal"}}
  GET /custom-fields/object-key/custom_objects.pet_shop_animal?locationId={location}
  expect 200 {"fields": [{"name": "Pet name"}], "folders": [{"id": "{folder}"}]}
  GET /objects/?locationId={location}
  expect 200 {"objects": [{"key": "contact"}, {"key": "opportunity"}, {"key": "business"},
    {"key": "custom_objects.pet_shop_animal"}]}

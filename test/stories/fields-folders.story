story   folders hold fields, and go when they are empty
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/folder {"locationId": "{location}", "objectKey": "custom_objects.pet", "name": "Health"}
  expect 201 {"id": "{health:id}", "objectKey": "custom_objects.pet", "locationId": "{location}", "name": "Health"}
  PUT /custom-fields/folder/{health} {"locationId": "{location}", "name": "Well-being"}
  expect 200 {"id": "{health}", "name": "Well-being"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{health}",
    "showInForms": true, "fieldKey": "weight", "name": "Weight", "dataType": "NUMERICAL"}
  expect 201 {"field": {"id": "{weight:id}", "parentId": "{health}"}}
  DELETE /custom-fields/folder/{health}?locationId={location}
  expect 400 {"message": "The folder still has fields in it"}
  DELETE /custom-fields/{weight}
  DELETE /custom-fields/folder/{health}?locationId={location}
  expect 200 {"succeded": true, "id": "{health}", "key": "custom_objects.pet.health"}
  POST /custom-fields/folder {"locationId": "{location}", "objectKey": "contact", "name": "No"}
  expect 400
  GET /custom-fields/object-key/business?locationId={location}
  expect 200 {"fields": [{"fieldKey": "business.name"}, "{more}"], "folders": [{"id": "{company:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "business", "parentId": "{company}",
    "showInForms": true, "fieldKey": "industry", "name": "Industry", "dataType": "TEXT"}
  expect 201 {"field": {"fieldKey": "business.industry"}}

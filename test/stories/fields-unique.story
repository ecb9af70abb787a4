story   ten fields of an object may be unique, of few types, for ever or never again
client
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u1", "name": "U1", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u2", "name": "U2", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u3", "name": "U3", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u4", "name": "U4", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u5", "name": "U5", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u6", "name": "U6", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u7", "name": "U7", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u8", "name": "U8", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u9", "name": "U9", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "u10", "name": "U10", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{folder}",
    "showInForms": true, "fieldKey": "u11", "name": "U", "dataType": "TEXT", "isUnique": true}
  expect 400 {"message": "An object has at most 10 unique fields"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{folder}",
    "showInForms": true, "fieldKey": "when", "name": "When", "dataType": "DATE", "isUnique": true}
  expect 400 {"message": "A field of this type cannot be unique"}
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"fields": ["{any}", {"id": "{first:id}", "isUnique": true}, "{more}"]}
  DELETE /custom-fields/{first}
  expect 400 {"message": "A unique field cannot be deleted"}
  PUT /custom-fields/{first} {"locationId": "{location}", "showInForms": true, "isUnique": false}
  expect 200 {"field": {"isUnique": false}}
  PUT /custom-fields/{first} {"locationId": "{location}", "showInForms": true, "isUnique": true}
  expect 400 {"message": "A field cannot become unique after it was made"}
  DELETE /custom-fields/{first}

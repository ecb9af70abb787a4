story  custom fields of a location have their types and folders, and what upstream refuses is refused
client
  POST /locations/{location}/customFields {"name": "Extra", "documentType": "folder"}
  expect 201 {"customFieldFolder": {"id": "{folder:id}", "model": "contact", "name": "Extra", "placeholder": "",
    "position": "{whole}", "documentType": "folder", "locationId": "{location}", "dateAdded": "{instant}",
    "standard": false, "dataType": "{absent}"}, "customField": "{absent}"}
  POST /locations/{location}/customFields {"name": "Ratio", "dataType": "FLOAT", "parentId": "{folder}"}
  expect 201 {"customField": {"id": "{ratio:id}", "parentId": "{folder}", "dataType": "FLOAT"}}
  POST /locations/{location}/customFields {"name": "At", "dataType": "TIME"}
  expect 201 {"customField": {"id": "{at:id}", "parentId": "{other:any}"}}
  POST /locations/{location}/customFields {"name": "Sign", "dataType": "SIGNATURE"}
  expect 201
  GET /locations/{location}/customFields
  expect 200 {"customFields": [{"name": "Ratio", "scopes": "{absent}"}, {"name": "At"}, {"name": "Sign"}]}
  PUT /locations/{location}/customFields/{at} {"name": "At what time", "dataType": "TEXT", "parentId": "{folder}"}
  expect 200 {"customField": {"name": "At what time", "dataType": "TIME", "parentId": "{folder}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [
    {"id": "{ratio}", "value": "1.5"}, {"id": "{at}", "value": "10:30"}]}
  expect 201 {"contact": {"customFields": [{"id": "{ratio}", "value": 1.5}, {"id": "{at}", "value": "10:30"}]}}
  POST /locations/{location}/customFields {"name": "N", "dataType": "NUMBER"}
  expect 422
  POST /locations/{location}/customFields {"name": "N"}
  expect 422 {"message": ["dataType should not be empty"]}
  POST /locations/{location}/customFields {"name": "N", "dataType": "TEXT", "group": "x", "locationId": "{location}"}
  expect 422 {"message": ["property group should not exist", "property locationId should not exist"]}
  POST /locations/{location}/customFields {"name": "N", "dataType": "SINGLE_OPTIONS", "picklistOptions": ["a"]}
  expect 422 {"message": ["property picklistOptions should not exist"]}
  POST /locations/{location}/customFields {"name": "N", "dataType": "CHECKBOX", "picklistOptions": ["a"]}
  expect 422 {"message": ["property picklistOptions should not exist"]}

  GET /custom-fields/object-key/contact?locationId={location}
  expect 400 {"message": "Api does not support objectKey of type contact or opportunity"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "contact", "fieldKey": "x", "name": "X",
    "dataType": "TEXT", "parentId": "{folder}", "showInForms": true}
  expect 400 {"message": "Api does not support objectKey of type contact or opportunity"}
  GET /custom-fields/{ratio}
  expect 400 {"message": "Fields with model contact is not supported on this route"}
  DELETE /custom-fields/{ratio}
  expect 400 {"message": "Fields with model contact is not supported on this route"}

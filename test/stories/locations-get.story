story  a location is read by itself and by its company, and by nobody else
client
  GET /locations/{location}
  expect 200 {
    "location": {
      "id": "{location}", "companyId": "{company}", "name": "{text}", "timezone": "{text}",
      "dateAdded": "{instant}", "business": {"name": "{text}"}, "social": {},
      "settings": {
        "allowDuplicateContact": false, "allowDuplicateOpportunity": false,
        "allowFacebookNameMerge": false, "disableContactTimezone": false,
        "contactUniqueIdentifiers": ["email", "phone"], "crmSettings": {"deSyncOwners": true}
      },
      "permissions": {"contactsEnabled": true}
    },
    "traceId": "{uuid}"
  }
  GET /locations/{otherlocation}
  expect 403 {"message": "The token does not have access to this location."}
client agency
  GET /locations/{location}
  expect 200 {"location": {"id": "{location}"}}
  GET /locations/{otherlocation}
  expect 200 {"location": {"id": "{otherlocation}"}}
  GET /locations/nosuchlocation123456
  expect 403 {"message": "The token does not have access to this location."}
client scoped contacts.readonly
  GET /locations/{location}
  expect 401 {"message": "The token is not authorized for this scope."}

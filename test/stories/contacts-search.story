story  a search answers with every member of a contact, unset ones as null
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "LEE",
    "email": "Ann@example.com", "address1": "1 Main St", "dateOfBirth": "1970-01-02"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 20, "page": 1}
  expect 200 {
    "contacts": [{
      "id": "{ann}", "locationId": "{location}", "firstName": "Ann", "lastName": "LEE",
      "firstNameLowerCase": "ann", "lastNameLowerCase": "lee", "contactName": "ann lee",
      "email": "Ann@example.com", "address": "1 Main St", "address1": "{absent}",
      "dateOfBirth": 86400000, "phone": null, "phoneLabel": null, "source": null,
      "website": null, "state": null, "businessName": null, "companyName": null,
      "customFields": [], "tags": [], "additionalEmails": [], "additionalPhones": [],
      "assignedTo": null, "followers": [], "validEmail": null, "dnd": false, "dndSettings": {},
      "postalCode": null, "businessId": null, "timezone": null, "inboundDndSettings": {}, "opportunities": "{absent}",
      "attributionSource": {}, "lastAttributionSource": {}, "type": "lead", "country": "US",
      "dateAdded": "{instant}", "dateUpdated": "{instant}", "searchAfter": ["{whole}", "{ann}"]
    }],
    "total": 1, "meta": "{absent}", "traceId": "{uuid}"
  }
  POST /contacts/search {"locationId": "{location}"}
  expect 422 {"message": ["pageLimit should not be empty"]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10,
    "filters": [{"field": "contact_name", "operator": "eq", "value": "x"}]}
  expect 400 {"message": "Invalid field contact_name", "error": "Bad Request", "statusCode": 400}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 100, "page": 101}
  expect 400
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "searchAfter": ["x"]}
  expect 400 {"message": "Invalid searchAfter"}

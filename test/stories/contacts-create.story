story  a new contact is answered with everything that is known of it, and nothing else
client
  POST /contacts/ {
    "locationId": "{location}", "firstName": "Ann Bea", "lastName": "van Dyk",
    "email": "Ann.VanDyk@Example.com", "phone": "(202) 555-0101", "companyName": "Dyk & Co",
    "city": "Boston", "tags": [" Member", "GOLD", "gold"], "dateOfBirth": "09/25/1990",
    "dnd": true, "dndSettings": {"Email": {"message": "no mail", "status": "active"}}
  }
  expect 201 {
    "contact": {
      "id": "{ann:id}", "locationId": "{location}", "deleted": false, "type": "lead",
      "firstName": "Ann Bea", "lastName": "van Dyk", "firstNameLowerCase": "ann bea",
      "lastNameLowerCase": "van dyk", "fullNameLowerCase": "ann bea van dyk",
      "email": "Ann.VanDyk@Example.com", "emailLowerCase": "ann.vandyk@example.com",
      "phone": "+12025550101", "tags": ["member", "gold"], "customFields": [],
      "country": "US", "city": "Boston", "bounceEmail": false, "unsubscribeEmail": false,
      "dateOfBirth": "1990-09-25T00:00:00.000Z", "birthMonth": 9, "birthDay": 25, "dnd": true,
      "dndSettings": {"Email": {"status": "active", "message": "no mail"}},
      "dateAdded": "{instant}", "dateUpdated": "{instant}", "lastSessionActivityAt": "{instant}",
      "createdBy": {"source": "INTEGRATION", "channel": "OAUTH", "sourceId": "{text}",
        "timestamp": "{instant}"},
      "lastUpdatedBy": {"source": "INTEGRATION"}, "validEmail": null, "validEmailDate": null,
      "source": "{absent}", "address1": "{absent}", "followers": "{absent}",
      "additionalEmails": "{absent}", "name": "{absent}", "find": "{absent}"
    },
    "traceId": "{uuid}"
  }
  GET /contacts/{ann}
  expect 200 {
    "contact": {
      "id": "{ann}", "firstName": "Ann Bea", "phone": "+12025550101", "additionalEmails": [],
      "additionalPhones": [], "createdBy": {"channel": "OAUTH"}, "lastUpdatedBy": "{absent}",
      "validEmail": "{absent}", "source": "{absent}", "assignedTo": "{absent}"
    },
    "traceId": "{uuid}"
  }
  GET /contacts/{ann}/
  expect 200 {"contact": {"id": "{ann}"}}

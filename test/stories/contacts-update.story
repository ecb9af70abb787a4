story  an update changes what was sent, keeps the rest, and clears with null
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com",
    "phone": "+12025550101", "city": "Boston", "state": "MA", "tags": ["a", "b"]}
  expect 201 {"contact": {"id": "{ann:id}", "dateAdded": "{added:instant}"}}
  clock +1 minutes
  PUT /contacts/{ann} {"city": "Salem", "state": null, "postalCode": "", "keyword": "k",
    "ssn": "000-00-0000", "type": "customer", "tags": ["B", "c"], "country": "DE"}
  expect 200 {
    "succeded": true, "succeeded": true,
    "contact": {
      "id": "{ann}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101",
      "city": "Salem", "state": "{absent}", "postalCode": "{absent}", "keyword": "k",
      "type": "customer", "tags": ["b", "c"], "followers": [], "additionalEmails": [],
      "additionalPhones": [], "dateAdded": "{added}", "country": "DE"
    },
    "traceId": "{uuid}"
  }
  PUT /contacts/{ann} {"phone": null, "email": "", "tags": null}
  expect 200 {"contact": {"phone": "{absent}", "email": "ann@example.com", "tags": []}}
  PUT /contacts/{ann} {"dateOfBirth": "1990.01.31"}
  expect 200 {"contact": {"dateOfBirth": "1990-01-31T00:00:00.000Z"}}
  PUT /contacts/{ann} {"dateOfBirth": null}
  expect 200 {"contact": {"dateOfBirth": "{absent}", "city": "Salem"}}
  GET /contacts/{ann}
  expect 200 {"contact": {"city": "Salem", "type": "customer", "tags": []}}

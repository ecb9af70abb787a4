story  what cannot be seen makes no second contact, tag or unique value
client
  POST /contacts/ {"locationId": "{location}", "email": "d7@example.com", "tags": ["\u00e9t\u00e9"]}
  expect 201 {"contact": {"id": "{ann:id}", "email": "d7@example.com", "tags": ["été"]}}
  POST /contacts/ {"locationId": "{location}", "email": "d7@example.com\u00a0"}
  expect 400 {"meta": {"contactId": "{ann}", "matchingField": "email"}}
  POST /contacts/ {"locationId": "{location}", "email": "\u200bD7@example.com"}
  expect 400 {"meta": {"contactId": "{ann}", "matchingField": "email"}}
  POST /contacts/ {"locationId": "{location}", "email": "mailto:d7@example.com"}
  expect 400 {"meta": {"contactId": "{ann}", "matchingField": "email"}}
  GET /contacts/search/duplicate?locationId={location}&email=mailto:d7@example.com
  expect 200 {"contact": {"id": "{ann}"}}
  POST /contacts/{ann}/tags {"tags": ["e\u0301te\u0301", "\ufeff\u00c9t\u00e9\u00a0"]}
  expect 201 {"tags": ["été"], "tagsAdded": []}
  POST /contacts/ {"locationId": "{location}", "email": "jose\u0301@example.com", "firstName": " Jose\u0301\u200b"}
  expect 201 {"contact": {"id": "{jose:id}", "email": "josé@example.com", "firstName": "José"}}
  POST /contacts/ {"locationId": "{location}", "email": "JOS\u00c9@example.com"}
  expect 400 {"meta": {"contactId": "{jose}", "matchingField": "email"}}
  POST /locations/{location}/tags {"name": "e\u0301te\u0301"}
  expect 400

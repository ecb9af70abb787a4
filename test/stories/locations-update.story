story  a change of a location leaves alone what it does not name
client agency
  POST /locations/ {
    "companyId": "{company}", "name": "Mark Shoes", "city": "New York", "country": "US",
    "settings": {"allowDuplicateContact": true}, "social": {"yelp": "https://yelp.com/x"},
    "prospectInfo": {"firstName": "John", "lastName": "Doe", "email": "john@mail.com"}
  }
  expect 200 {"id": "{shop:id}"}
  PUT /locations/{shop} {"companyId": "{company}", "name": "Mark's",
    "settings": {"allowDuplicateOpportunity": true},
    "social": {"twitter": "https://x.com/m", "yelp": null}}
  expect 200 {
    "id": "{shop}", "name": "Mark's", "city": "New York", "country": "US", "timezone": "UTC",
    "email": "john@mail.com", "business": {"name": "Mark's", "city": "New York"},
    "settings": {"allowDuplicateContact": true, "allowDuplicateOpportunity": true,
      "contactUniqueIdentifiers": ["email", "phone"]},
    "social": {"twitter": "https://x.com/m", "yelp": ""}
  }
  PUT /locations/{shop} {"companyId": "{company}", "city": null, "timezone": "Europe/Berlin",
    "settings": {"contactUniqueIdentifiers": ["phone"]}}
  expect 200 {"city": "{absent}", "timezone": "Europe/Berlin", "name": "Mark's",
    "business": {"city": "{absent}", "timezone": "Europe/Berlin"},
    "settings": {"contactUniqueIdentifiers": ["phone"], "allowDuplicateContact": true}}
  GET /locations/{shop}
  expect 200 {"location": {"name": "Mark's", "timezone": "Europe/Berlin", "firstName": "John"}}
  PUT /locations/nosuchlocation123456 {"companyId": "{company}", "name": "x"}
  expect 403
client
  PUT /locations/{location} {"companyId": "{company}", "name": "Mine"}
  expect 401 {"message": "Token's user type mismatch!"}

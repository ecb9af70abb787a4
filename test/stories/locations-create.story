story  a company makes a location, with every setting either said or at its default
client agency
  POST /locations/ {
    "companyId": "{company}", "name": "Mark Shoes", "phone": "+1410039940",
    "address": "4th fleet street", "city": "New York", "state": "Illinois", "country": "US",
    "postalCode": "567654", "website": "https://yourwebsite.com", "timezone": "US/Central",
    "prospectInfo": {"firstName": "John", "lastName": "Doe", "email": "John.Doe@mail.com"},
    "settings": {"allowDuplicateContact": true},
    "social": {"facebookUrl": "https://www.facebook.com/"}
  }
  expect 200 {
    "id": "{shop:id}", "companyId": "{company}", "name": "Mark Shoes", "phone": "+1410039940",
    "address": "4th fleet street", "city": "New York", "state": "Illinois", "country": "US",
    "postalCode": "567654", "website": "https://yourwebsite.com", "timezone": "US/Central",
    "firstName": "John", "lastName": "Doe", "email": "John.Doe@mail.com", "currency": "USD",
    "settings": {"allowDuplicateContact": true, "allowDuplicateOpportunity": false},
    "social": {"facebookUrl": "https://www.facebook.com/"},
    "business": {"name": "Mark Shoes", "city": "New York", "timezone": "US/Central"}
  }
  GET /locations/{shop}
  expect 200 {"location": {"id": "{shop}", "firstName": "John", "settings": {
    "allowDuplicateContact": true, "contactUniqueIdentifiers": ["email", "phone"]}}}
  POST /locations/ {"companyId": "{company}", "name": "Plain"}
  expect 200 {"id": "{plain:id}", "timezone": "UTC", "currency": "USD", "country": "{absent}",
    "email": "{absent}", "social": {}}
client
  POST /locations/ {"companyId": "{company}", "name": "Mine"}
  expect 401 {"message": "Token's user type mismatch!"}

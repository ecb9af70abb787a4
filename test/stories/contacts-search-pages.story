story  a search is walked to its end by page or by the last one's searchAfter
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "city": "Boston"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "city": "Boston"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Cleo", "city": "Athens"}
  expect 201 {"contact": {"id": "{cleo:id}"}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 2}
  expect 200 {"contacts": [{"id": "{cleo}"}, {"id": "{ben}", "searchAfter": ["{at:whole}", "{ben}"]}],
    "total": 3}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 2, "searchAfter": [{at}, "{ben}"]}
  expect 200 {"contacts": [{"id": "{ann}"}], "total": 3}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 2, "page": 2}
  expect 200 {"contacts": [{"id": "{ann}"}], "total": 3}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 2, "page": 3}
  expect 200 {"contacts": [], "total": 3}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 1,
    "sort": [{"field": "dateUpdated", "direction": "asc"}]}
  expect 200 {"contacts": [{"id": "{ann}", "searchAfter": ["{first:whole}", "{ann}"]}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 5, "searchAfter": [{first}, "{ann}"],
    "sort": [{"field": "dateUpdated", "direction": "asc"}]}
  expect 200 {"contacts": [{"id": "{ben}"}, {"id": "{cleo}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 2,
    "sort": [{"field": "city", "direction": "asc"}, {"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [{"id": "{cleo}"}, {"id": "{ben}", "searchAfter": ["boston", "ben", "{ben}"]}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 2,
    "searchAfter": ["boston", "ben", "{ben}"],
    "sort": [{"field": "city", "direction": "asc"}, {"field": "firstName", "direction": "desc"}]}
  expect 200 {"contacts": [{"id": "{ann}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 2,
    "sort": [{"field": "shoeSize", "direction": "asc"}]}
  expect 400 {"message": "Invalid field shoeSize"}

story  page 2 of the list is the second page, in every order, with and without a text
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{one:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{two:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Cleo", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{three:id}"}}
  clock +1 seconds
  PUT /contacts/{one} {"city": "Boston"}
  expect 200
  GET /contacts/?locationId={location}&limit=2&page=1
  expect 200 {"contacts": [{"id": "{three}"}, {"id": "{two}"}],
    "meta": {"currentPage": 1, "nextPage": 2, "prevPage": null}}
  GET /contacts/?locationId={location}&limit=2&page=2
  expect 200 {"contacts": [{"id": "{one}"}],
    "meta": {"total": 3, "currentPage": 2, "nextPage": null, "prevPage": 1, "nextPageUrl": null}}
  GET /contacts/?locationId={location}&limit=2&page=3
  expect 200 {"contacts": [], "meta": {"total": 3, "nextPage": null}}
  GET /contacts/?locationId={location}&limit=2&page=2&query=vip
  expect 200 {"contacts": [{"id": "{one}"}], "meta": {"total": 3}}
  GET /contacts/?locationId={location}&sortBy=date_added&order=asc&limit=2
  expect 200 {"contacts": [{"id": "{one}"}, {"id": "{two}"}], "meta": {"nextPageUrl": "{next:text}"}}
  GET {next}
  expect 200 {"contacts": [{"id": "{three}"}], "meta": {"nextPageUrl": null, "currentPage": 2}}
  GET /contacts/?locationId={location}&sortBy=date_updated&limit=1
  expect 200 {"contacts": [{"id": "{one}"}], "meta": {"nextPageUrl": "{next2:text}"}}
  GET {next2}
  expect 200 {"contacts": [{"id": "{three}"}]}
  GET /contacts/?locationId={location}&sortBy=date_updated&order=asc&page=3&limit=1
  expect 200 {"contacts": [{"id": "{one}"}]}
  GET /contacts/?locationId={location}&sortBy=date_updated&order=asc&query=vip&limit=2
  expect 200 {"contacts": [{"id": "{two}"}, {"id": "{three}"}], "meta": {"nextPageUrl": "{next3:text}"}}
  GET {next3}
  expect 200 {"contacts": [{"id": "{one}"}]}
  GET /contacts/?locationId={location}&page=1001&limit=100
  expect 400 {"message": "Only the first 100000 contacts can be reached by page: use startAfter and startAfterId"}
  GET /contacts/?locationId={location}&sortBy=shoe_size
  expect 422 {"message": ["sortBy must be one of the following values: date_added, date_updated"]}

story  contacts are listed newest first, to the end, by the cursor of the last one
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "LEE"}
  expect 201 {"contact": {"id": "{one:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{two:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Cleo"}
  expect 201 {"contact": {"id": "{three:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Dan"}
  expect 201 {"contact": {"id": "{four:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Eve"}
  expect 201 {"contact": {"id": "{five:id}"}}
  GET /contacts/?locationId={location}&limit=2
  expect 200 {"contacts": [{"id": "{five}"}, {"id": "{four}"}],
    "meta": {"total": 5, "nextPageUrl": "{next:text}", "startAfterId": "{afterid:id}",
      "startAfter": "{after:whole}", "currentPage": 1, "nextPage": 2, "prevPage": null},
    "traceId": "{uuid}"}
  GET /contacts/?locationId={location}&limit=2&startAfter={after}&startAfterId={afterid}
  expect 200 {"contacts": [{"id": "{three}"}, {"id": "{two}"}]}
  GET {next}
  expect 200 {"contacts": [{"id": "{three}"}, {"id": "{two}"}],
    "meta": {"currentPage": 2, "prevPage": 1, "nextPage": 3, "nextPageUrl": "{last:text}"}}
  GET {last}
  expect 200 {"contacts": [{
      "id": "{one}", "locationId": "{location}", "contactName": "ann lee", "firstName": "ann",
      "lastName": "lee", "firstNameRaw": "Ann", "lastNameRaw": "LEE", "email": null, "phone": null,
      "dnd": false, "type": "lead", "source": null, "assignedTo": null, "city": null,
      "businessId": null, "dateOfBirth": null, "tags": [], "followers": [], "country": "US",
      "additionalEmails": [], "attributions": [], "customFields": []}],
    "meta": {"total": 5, "nextPage": null, "nextPageUrl": null, "startAfterId": "{one}"}}
  GET /contacts/?locationId={location}&limit=2&startAfterId={afterid}
  expect 200 {"contacts": [{"id": "{five}"}, {"id": "{four}"}]}
  GET /contacts/?locationId={location}&limit=2&startAfter={after}
  expect 200 {"contacts": [{"id": "{five}"}, {"id": "{four}"}]}
  GET /contacts/?locationId={location}&foo=bar
  expect 200 {"contacts": [{"id": "{five}"}, "{more}"], "meta": {"nextPage": null}}
  GET /contacts/?locationId={location}&limit=101
  expect 422 {"message": ["limit must not be greater than 100"]}

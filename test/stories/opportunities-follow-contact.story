story   an opportunity is found by what its contact is called and reached by now, and no more by what it was
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101", "companyName": "Acme"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{sales:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{sales}", "contactId": "{ann}", "name": "Big", "status": "open"}
  expect 201 {"opportunity": {"id": "{big:id}"}}
  GET /opportunities/search?location_id={location}&q=2025550101
  expect 200 {"opportunities": [{"id": "{big}"}]}
  PUT /contacts/{ann} {"firstName": "Zoe", "email": "zoe@example.org", "phone": "+12025550177", "companyName": "Umbrella"}
  expect 200
  GET /opportunities/search?location_id={location}&q=2025550177
  expect 200 {"opportunities": [{"id": "{big}"}]}
  GET /opportunities/search?location_id={location}&q=zoe@example.org
  expect 200 {"opportunities": [{"id": "{big}"}]}
  GET /opportunities/search?location_id={location}&q=umbrella
  expect 200 {"opportunities": [{"id": "{big}"}]}
  GET /opportunities/search?location_id={location}&q=zoe
  expect 200 {"opportunities": [{"id": "{big}"}]}
  GET /opportunities/search?location_id={location}&q=big
  expect 200 {"opportunities": [{"id": "{big}"}]}
  GET /opportunities/search?location_id={location}&q=2025550101
  expect 200 {"opportunities": []}
  GET /opportunities/search?location_id={location}&q=ann@example.com
  expect 200 {"opportunities": []}
  GET /opportunities/search?location_id={location}&q=acme
  expect 200 {"opportunities": []}

story   a contact has one opportunity in a pipeline, unless the location allows more
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{a:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "B", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{b:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "One", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{one:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Two", "status": "open", "contactId": "{ann}"}
  expect 400 {"statusCode": 400, "message": "Can not create duplicate opportunity for the contact.",
    "code": "OPPORTUNITY_NO_DUPLICATE", "meta": {"existingId": "{one}"}, "error": "Bad Request"}
  # one that is over counts too
  PUT /opportunities/{one}/status {"status": "abandoned"}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Two", "status": "open", "contactId": "{ann}"}
  expect 400 {"meta": {"existingId": "{one}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{b}", "name": "Two", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{two:id}"}}
  # nor can it come in from another pipeline
  PUT /opportunities/{two} {"pipelineId": "{a}"}
  expect 400 {"code": "OPPORTUNITY_NO_DUPLICATE", "meta": {"existingId": "{one}"}}
client agency
  PUT /locations/{location} {"companyId": "{company}", "settings": {"allowDuplicateOpportunity": true}}
client
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Three", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{three:id}"}}
  GET /opportunities/{one}
  expect 200 {"opportunity": {"name": "One", "status": "abandoned"}}

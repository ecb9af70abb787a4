story   an opportunity that does not fit is refused and nothing is stored
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{new:uuid}"}]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Second", "stages": [{"name": "First"}]}
  expect 201 {"pipeline": {"id": "{second:id}", "stages": [{"id": "{first:uuid}"}]}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "nothing", "name": "A", "status": "open", "contactId": "{ann}"}
  expect 400 {"message": "The pipeline id is invalid."}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{first}", "name": "A", "status": "open", "contactId": "{ann}"}
  expect 400 {"message": "The pipeline stage id is invalid."}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "A", "status": "open", "contactId": "nobody"}
  expect 400
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "A", "status": "all", "contactId": "{ann}"}
  expect 422 {"message": ["status must be one of the following values: open, won, lost, abandoned"]}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "A", "status": "open", "contactId": "{ann}", "notes": "x"}
  expect 422 {"message": ["property notes should not exist"]}
  POST /opportunities/ {"locationId": "{location}", "name": "A", "status": "open", "contactId": "{ann}"}
  expect 422
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": " ", "status": "open", "contactId": "{ann}"}
  expect 422
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "A", "status": "open", "contactId": "{ann}", "assignedTo": "nobody"}
  expect 422
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "A", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{deal:id}"}}
  PUT /opportunities/{deal} {"locationId": "{location}", "name": "B"}
  expect 422 {"message": ["property locationId should not exist"]}
  PUT /opportunities/{deal} {"notes": "x"}
  expect 422
  PUT /opportunities/{deal} {"pipelineStageId": "{first}"}
  expect 400 {"message": "The pipeline stage id is invalid."}
  PUT /opportunities/{deal} {"name": null}
  expect 422
  PUT /opportunities/{deal}/status {"status": "lost", "lostReasonId": "nothing"}
  expect 400 {"message": "The lost reason id is invalid."}
  GET /opportunities/{deal}
  expect 200 {"opportunity": {"name": "A", "status": "open", "pipelineStageId": "{new}"}}
client other
  GET /opportunities/{deal}
  expect 400
  PUT /opportunities/{deal} {"name": "Mine"}
  expect 400
  DELETE /opportunities/{deal}
  expect 400
  POST /opportunities/ {"locationId": "{otherlocation}", "pipelineId": "{pipe}", "name": "A", "status": "open", "contactId": "{ann}"}
  expect 400
client scoped opportunities.readonly
  DELETE /opportunities/{deal}
  expect 401

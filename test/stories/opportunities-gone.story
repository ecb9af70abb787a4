story   the opportunities of a deleted contact or pipeline go, those of a removed stage move
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}, {"name": "Talks"}, {"name": "Offer"}]}
  expect 201 {"pipeline": {"id": "{a:id}", "stages": [{"id": "{new:uuid}"}, {"id": "{talks:uuid}"}, {"id": "{offer:uuid}"}]}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "pipelineStageId": "{offer}", "name": "Of Ann", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{ofann:id}", "lastStageChangeAt": "{made:instant}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "pipelineStageId": "{talks}", "name": "Of Bob", "status": "open", "contactId": "{bob}"}
  expect 201 {"opportunity": {"id": "{ofbob:id}"}}
  PUT /opportunities/pipelines/{a} {"name": "A", "stages": [{"id": "{talks}", "name": "Talks"}, {"id": "{new}", "name": "New"}]}
  expect 200 {"pipeline": {"stages": [{"id": "{talks}"}, {"id": "{new}"}]}}
  GET /opportunities/{ofann}
  expect 200 {"opportunity": {"pipelineStageId": "{talks}"}}
  GET /events?types=OpportunityStageUpdate,OpportunityUpdate
  expect 200 {"events": [
    {"type": "OpportunityStageUpdate", "payload": {"id": "{ofann}", "pipelineStageId": "{talks}"}},
    {"type": "OpportunityUpdate", "payload": {"id": "{ofann}", "changedFields": ["pipelineStageId"]}}
  ]}
  DELETE /contacts/{ann}
  GET /opportunities/{ofann}
  expect 400
  GET /opportunities/{ofbob}
  expect 200 {"opportunity": {"id": "{ofbob}"}}
  DELETE /opportunities/pipelines/{a}
  GET /opportunities/{ofbob}
  expect 400
  GET /events?types=OpportunityDelete
  expect 200 {"events": [{"payload": {"id": "{ofann}", "contactId": "{ann}"}}, {"payload": {"id": "{ofbob}"}}]}

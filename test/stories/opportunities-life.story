story   an opportunity is made, read, changed and deleted
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Smith", "email": "ann@example.com", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}, {"name": "Offer"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{new:uuid}"}, {"id": "{offer:uuid}"}]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Second", "stages": [{"name": "First"}, {"name": "Next"}]}
  expect 201 {"pipeline": {"id": "{second:id}", "stages": [{"id": "{first:uuid}"}, {"id": "{next:uuid}"}]}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Big deal", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{deal:id}", "name": "Big deal", "monetaryValue": 0, "pipelineId": "{pipe}",
    "pipelineStageId": "{new}", "status": "open", "source": "{absent}", "assignedTo": "{absent}", "lostReasonId": "{absent}",
    "lastStatusChangeAt": "{made:instant}", "lastStageChangeAt": "{made}", "createdAt": "{made}", "updatedAt": "{made}",
    "lastActionDate": "{made}", "contactId": "{ann}", "isAttribute": false, "locationId": "{location}", "followers": [],
    "customFields": [], "internalSource": {"type": "CREATED", "id": "{text}", "apiVersion": "2021-07-28", "channel": "OAUTH", "source": "INTEGRATION"},
    "contact": {"id": "{ann}", "name": "Ann Smith", "email": "ann@example.com", "phone": "{absent}", "tags": ["vip"], "followers": []}},
    "traceId": "{uuid}"}
  GET /opportunities/{deal}
  expect 200 {"opportunity": {"id": "{deal}", "name": "Big deal", "pipelineStageId": "{new}"}}
  # each date moves with what it is about
  clock +1 minutes
  PUT /opportunities/{deal} {"pipelineStageId": "{offer}", "monetaryValue": 99.5, "source": "web", "assignedTo": "{owner}"}
  expect 200 {"opportunity": {"id": "{deal}", "pipelineStageId": "{offer}", "monetaryValue": 99.5, "source": "web", "assignedTo": "{owner}",
    "lastStatusChangeAt": "{made}", "lastStageChangeAt": "{moved:instant}", "lastActionDate": "{moved}", "createdAt": "{made}"}}
  clock +1 minutes
  PUT /opportunities/{deal}/status {"status": "won"}
  expect 200 {"succeded": true, "traceId": "{uuid}"}
  GET /opportunities/{deal}
  expect 200 {"opportunity": {"status": "won", "lastStatusChangeAt": "{won:instant}", "lastStageChangeAt": "{moved}", "updatedAt": "{won}"}}
  # what is the same changes nothing
  clock +1 minutes
  PUT /opportunities/{deal} {"status": "won", "name": "Big deal", "monetaryValue": 99.5}
  expect 200 {"opportunity": {"status": "won", "updatedAt": "{won}", "lastActionDate": "{won}"}}
  # null clears; another pipeline begins in its first stage
  PUT /opportunities/{deal} {"pipelineId": "{second}", "assignedTo": null, "source": ""}
  expect 200 {"opportunity": {"pipelineId": "{second}", "pipelineStageId": "{first}", "assignedTo": "{absent}", "source": "{absent}", "monetaryValue": 99.5}}
  PUT /opportunities/{deal} {"pipelineId": "{pipe}", "pipelineStageId": "{offer}"}
  expect 200 {"opportunity": {"pipelineId": "{pipe}", "pipelineStageId": "{offer}"}}
  DELETE /opportunities/{deal}
  expect 200 {"success": true, "succeded": true}
  GET /opportunities/{deal}
  expect 400 {"message": "Opportunity with id {deal} not found", "error": "Bad Request", "statusCode": 400}
  DELETE /opportunities/{deal}
  expect 400
  PUT /opportunities/{deal} {"name": "x"}
  expect 400

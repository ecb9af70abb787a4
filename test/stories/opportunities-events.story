story   what happens to an opportunity is announced, each change by its own event
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}, {"name": "Next"}]}
  expect 201 {"pipeline": {"id": "{a:id}", "stages": [{"id": "{new:uuid}"}, {"id": "{next:uuid}"}]}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}", "monetaryValue": 40, "source": "web"}
  expect 201 {"opportunity": {"id": "{deal:id}"}}
  PUT /opportunities/{deal} {"pipelineStageId": "{next}", "monetaryValue": 41, "assignedTo": "{owner}", "status": "won", "name": "Deal"}
  PUT /opportunities/{deal} {"name": "Deal"}
  PUT /opportunities/{deal} {"name": "Deal too"}
  PUT /opportunities/{deal}/status {"status": "open"}
  POST /opportunities/{deal}/followers {"followers": ["{owner}"]}
  DELETE /opportunities/{deal}
  GET /events?types=OpportunityCreate,OpportunityUpdate,OpportunityStatusUpdate,OpportunityStageUpdate,OpportunityMonetaryValueUpdate,OpportunityAssignedToUpdate,OpportunityDelete
  expect 200 {"events": [
    {"type": "OpportunityCreate", "payload": {"type": "OpportunityCreate", "locationId": "{location}", "id": "{deal}", "contactId": "{ann}",
      "monetaryValue": 40, "name": "Deal", "pipelineId": "{a}", "pipelineStageId": "{new}", "source": "web", "status": "open", "dateAdded": "{instant}"}},
    {"type": "OpportunityStageUpdate", "payload": {"id": "{deal}", "pipelineStageId": "{next}", "status": "won", "monetaryValue": 41, "assignedTo": "{owner}"}},
    {"type": "OpportunityStatusUpdate", "payload": {"id": "{deal}", "status": "won"}},
    {"type": "OpportunityMonetaryValueUpdate", "payload": {"monetaryValue": 41}},
    {"type": "OpportunityAssignedToUpdate", "payload": {"assignedTo": "{owner}"}},
    {"type": "OpportunityUpdate", "payload": {"id": "{deal}", "changedFields": ["pipelineStageId", "status", "monetaryValue", "assignedTo"]}},
    {"type": "OpportunityUpdate", "payload": {"name": "Deal too", "changedFields": ["name"]}},
    {"type": "OpportunityStatusUpdate", "payload": {"status": "open"}},
    {"type": "OpportunityUpdate", "payload": {"changedFields": ["status"]}},
    {"type": "OpportunityUpdate", "payload": {"changedFields": ["followers"]}},
    {"type": "OpportunityDelete", "payload": {"id": "{deal}", "name": "Deal too"}}
  ]}

story   an upsert changes the opportunity of that id or of the contact in that pipeline, else makes one
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Smith", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}, {"name": "Next"}]}
  expect 201 {"pipeline": {"id": "{a:id}", "stages": [{"id": "{new:uuid}"}, {"id": "{next:uuid}"}]}}
  POST /opportunities/upsert {"locationId": "{location}", "pipelineId": "{a}", "contactId": "{ann}", "followers": ["{owner}"]}
  expect 201 {"new": true, "opportunity": {"id": "{deal:id}", "name": "Ann Smith", "status": "open", "monetaryValue": 0, "followers": ["{owner}"], "pipelineStageId": "{new}"}}
  POST /opportunities/upsert {"locationId": "{location}", "pipelineId": "{a}", "contactId": "{ann}", "name": "Deal", "monetaryValue": 20}
  expect 200 {"new": false, "opportunity": {"id": "{deal}", "name": "Deal", "monetaryValue": 20, "status": "open", "followers": ["{owner}"]}}
  POST /opportunities/upsert {"locationId": "{location}", "pipelineId": "{a}", "id": "{deal}", "pipelineStageId": "{next}",
    "followers": ["{owner}"], "followersActionType": "remove", "isRemoveAllFollowers": false}
  expect 200 {"new": false, "opportunity": {"id": "{deal}", "pipelineStageId": "{next}", "followers": [], "name": "Deal"}}
  POST /opportunities/lost-reason {"locationId": "{location}", "name": "Too dear"}
  expect 201 {"lostReason": {"id": "{dear:id}"}}
  POST /opportunities/upsert {"locationId": "{location}", "pipelineId": "{a}", "contactId": "{ann}", "status": "lost", "lostReasonId": "{dear}"}
  expect 200 {"opportunity": {"id": "{deal}", "status": "lost", "lostReasonId": "{dear}"}}
  # the reason is that of a loss alone
  PUT /opportunities/{deal}/status {"status": "open", "lostReasonId": "{dear}"}
  GET /opportunities/{deal}
  expect 200 {"opportunity": {"status": "open", "lostReasonId": "{absent}"}}
  POST /opportunities/upsert {"locationId": "{location}", "pipelineId": "{a}", "followers": [], "isRemoveAllFollowers": false, "followersActionType": "add"}
  expect 422 {"message": ["contactId can't be undefined"]}
  POST /opportunities/upsert {"locationId": "{location}", "pipelineId": "{a}", "id": "nothing"}
  expect 400

story   the many opportunities of a pipeline are gone at once, and taken away in parts, also after a restart
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}, {"name": "Next"}]}
  expect 201 {"pipeline": {"id": "{a:id}", "stages": [{"id": "{new:uuid}"}, {"id": "{next:uuid}"}]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "B", "stages": [{"name": "New"}]}
  expect 201
client agency
  PUT /locations/{location} {"companyId": "{company}", "settings": {"allowDuplicateOpportunity": true}}
client
  repeat 90 POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  clock +1 minutes
  repeat 90 POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  clock +1 minutes
  repeat 90 POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  clock +1 minutes
  repeat 90 POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{last:id}"}}
  clock +1 minutes
  GET /opportunities/search?location_id={location}&pipeline_id={a}
  expect 200 {"meta": {"total": 360}}
  # all of a stage move, a part at once
  PUT /opportunities/pipelines/{a} {"name": "A", "stages": [{"id": "{next}", "name": "Next"}]}
  expect 200
  GET /opportunities/search?location_id={location}&pipeline_stage_id={next}
  soon 200 {"meta": {"total": 360}}
  GET /opportunities/{last}
  soon 200 {"opportunity": {"pipelineStageId": "{next}"}}
  GET /events?types=OpportunityStageUpdate&limit=500
  expect 200
  DELETE /opportunities/pipelines/{a}
  expect 200
  GET /opportunities/{last}
  expect 400
  GET /opportunities/search?location_id={location}
  expect 200 {"opportunities": []}
  restart
client
  GET /opportunities/search?location_id={location}
  soon 200 {"opportunities": [], "meta": {"total": 0}}
  GET /opportunities/search?location_id={location}&status=open
  soon 200 {"opportunities": [], "meta": {"total": 0}}

story   opportunities are found by query, each filter for itself and together
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Smith", "email": "ann@example.com", "companyName": "Acme", "country": "GB", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "1"}, {"name": "2"}, {"name": "3"}, {"name": "4"}, {"name": "5"}, {"name": "6"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{one:uuid}"}, {"id": "{two:uuid}"}, "{more}"]}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Other", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{other:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Big deal", "status": "open", "contactId": "{ann}", "monetaryValue": 100}
  expect 201 {"opportunity": {"id": "{a:id}"}}
  clock +1 minutes
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{two}", "name": "Small deal", "status": "won", "contactId": "{bob}", "assignedTo": "{owner}", "monetaryValue": null}
  expect 201 {"opportunity": {"id": "{b:id}", "monetaryValue": null}}
  clock +1 minutes
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{other}", "name": "Third", "status": "lost", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{c:id}"}}
  GET /opportunities/search?location_id={location}
  expect 200 {"opportunities": [{"id": "{c}"}, {"id": "{b}"}, {"id": "{a}", "name": "Big deal", "monetaryValue": 100, "pipelineId": "{pipe}",
      "pipelineStageId": "{one}", "pipelineStageUId": "{one}", "status": "open", "assignedTo": null, "source": null, "lostReasonId": null,
      "forecastProbability": null, "effectiveProbability": 14.29, "customFields": [], "attributions": [], "followers": [], "isAttribute": false,
      "contactId": "{ann}", "locationId": "{location}", "createdAt": "{instant}", "sort": ["{whole}", "{a}"], "notes": "{absent}",
      "contact": {"id": "{ann}", "name": "Ann Smith", "companyName": "Acme", "email": "ann@example.com", "phone": null, "tags": ["vip"], "score": []},
      "relations": [{"associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "relationId": "{a}", "primary": true, "objectKey": "contact",
        "recordId": "{ann}", "fullName": "Ann Smith", "contactName": "Ann Smith", "companyName": "Acme", "email": "ann@example.com", "phone": null, "tags": ["vip"]}]}],
    "meta": {"total": 3, "nextPageUrl": null, "startAfter": "{whole}", "startAfterId": "{a}", "currentPage": 1, "nextPage": null, "prevPage": null},
    "aggregations": {}, "traceId": "{uuid}"}
  GET /opportunities/search?location_id={location}&status=open
  expect 200 {"opportunities": [{"id": "{a}"}], "meta": {"total": 1}}
  GET /opportunities/search?location_id={location}&status=all
  expect 200 {"meta": {"total": 3}}
  GET /opportunities/search?location_id={location}&pipeline_id={pipe}
  expect 200 {"opportunities": [{"id": "{b}", "monetaryValue": null}, {"id": "{a}"}], "meta": {"total": 2}}
  GET /opportunities/search?location_id={location}&pipeline_id={pipe}&pipeline_stage_id={two}&status=won&assigned_to={owner}
  expect 200 {"opportunities": [{"id": "{b}", "effectiveProbability": 28.57}], "meta": {"total": 1}}
  GET /opportunities/search?location_id={location}&pipeline_stage_id={two}&status=open
  expect 200 {"opportunities": [], "meta": {"total": 0, "startAfterId": null}}
  GET /opportunities/search?location_id={location}&assigned_to={owner}
  expect 200 {"opportunities": [{"id": "{b}"}], "meta": {"total": 1}}
  GET /opportunities/search?location_id={location}&contact_id={ann}
  expect 200 {"opportunities": [{"id": "{c}"}, {"id": "{a}"}], "meta": {"total": 2}}
  GET /opportunities/search?location_id={location}&id={b}
  expect 200 {"opportunities": [{"id": "{b}"}], "meta": {"total": 1}}
  GET /opportunities/search?location_id={location}&country=gb
  expect 200 {"opportunities": [{"id": "{c}"}, {"id": "{a}"}]}
  # by its name, by its contact's name, e-mail, phone and company; also when they change
  GET /opportunities/search?location_id={location}&q=DEAL
  expect 200 {"opportunities": [{"id": "{b}"}, {"id": "{a}"}], "meta": {"total": 2}}
  GET /opportunities/search?location_id={location}&q=acme&pipeline_id={pipe}
  expect 200 {"opportunities": [{"id": "{a}"}]}
  GET /opportunities/search?location_id={location}&q=bob@exam
  expect 200 {"opportunities": [{"id": "{b}"}]}
  GET /opportunities/search?location_id={location}&q=2025550101
  expect 200 {"opportunities": [{"id": "{b}"}]}
  GET /opportunities/search?location_id={location}&q=ig
  expect 200 {"opportunities": [{"id": "{a}"}], "meta": {"total": 1}}
  PUT /contacts/{bob} {"lastName": "Zuckermann"}
  GET /opportunities/search?location_id={location}&q=zuckerm
  expect 200 {"opportunities": [{"id": "{b}", "contact": {"name": "Bob Zuckermann"}}]}
  PUT /opportunities/{b} {"name": "Renamed"}
  GET /opportunities/search?location_id={location}&q=small
  expect 200 {"opportunities": []}
  GET /opportunities/search?location_id={location}&q=renamed
  expect 200 {"opportunities": [{"id": "{b}"}]}
  PUT /opportunities/{b}/status {"status": "open"}
  GET /opportunities/search?location_id={location}&status=open&pipeline_id={pipe}
  expect 200 {"opportunities": [{"id": "{b}"}, {"id": "{a}"}], "meta": {"total": 2}}
  DELETE /opportunities/{b}
  GET /opportunities/search?location_id={location}&status=open&pipeline_id={pipe}
  expect 200 {"opportunities": [{"id": "{a}"}], "meta": {"total": 1}}
client other
  GET /opportunities/search?location_id={location}
  expect 403
  GET /opportunities/search?location_id={otherlocation}
  expect 200 {"opportunities": [], "meta": {"total": 0}}
  GET /opportunities/search?location_id={otherlocation}&id={a}
  expect 200 {"opportunities": []}

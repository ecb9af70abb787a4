story   the query of a search is spelled as upstream spells it, and otherwise refused
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "1"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{a:id}"}}
  GET /opportunities/search?location_id={location}&pipelineId={pipe}
  expect 422 {"message": ["property pipelineId should not exist"]}
  GET /opportunities/search?location_id={location}&start_after=1
  expect 422 {"message": ["property start_after should not exist"]}
  GET /opportunities/search?location_id={location}&skip=0
  expect 422 {"message": ["property skip should not exist"]}
  GET /opportunities/search?location_id={location}&sortBy=name
  expect 422
  GET /opportunities/search?location_id={location}&limit=0
  expect 422
  GET /opportunities/search?location_id={location}&limit=101
  expect 422
  GET /opportunities/search?location_id={location}&status=done
  expect 422
  GET /opportunities/search
  expect 422
  GET /opportunities/search?location_id={location}&order=added_asc&campaignId=none
  expect 200 {"opportunities": [{"id": "{a}"}]}
  # days of the location; another form is no filter
  GET /opportunities/search?location_id={location}&date=01-01-2030
  expect 200 {"opportunities": [], "meta": {"total": 0}}
  GET /opportunities/search?location_id={location}&date=01-01-2020&endDate=12-31-2035
  expect 200 {"opportunities": [{"id": "{a}"}]}
  GET /opportunities/search?location_id={location}&endDate=01-01-2020
  expect 200 {"opportunities": []}
  GET /opportunities/search?location_id={location}&date=2030-01-01
  expect 200 {"opportunities": [{"id": "{a}"}]}
  GET /opportunities/search?location_id={location}&date=13-40-2030
  expect 200 {"opportunities": [{"id": "{a}"}]}

story  a campaign is made, listed by status, changed and deleted
client
  POST /groundlevel/campaigns {"name": "test", "status": "published"}
  expect 201 {"campaign": {"id": "{test:id}", "name": "test", "status": "published",
    "locationId": "{location}"}}
  POST /groundlevel/campaigns {"name": "later"}
  expect 201 {"campaign": {"id": "{later:id}", "status": "draft"}}
  GET /campaigns/?locationId={location}
  expect 200 {"campaigns": [{"id": "{test}"}, {"id": "{later}"}]}
  GET /campaigns/?locationId={location}&status=draft
  expect 200 {"campaigns": [{"id": "{later}"}]}
  PUT /groundlevel/campaigns/{later} {"name": "soon"}
  expect 200 {"campaign": {"name": "soon", "status": "draft"}}
  GET /groundlevel/campaigns/{later}
  expect 200 {"campaign": {"name": "soon"}}
client other
  GET /groundlevel/campaigns/{later}
  expect 404 {"message": "Campaign not found"}
  PUT /groundlevel/campaigns/{later} {"name": "theirs"}
  expect 404
  DELETE /groundlevel/campaigns/{later}
  expect 404
  GET /groundlevel/campaigns/{later}/enrolments
  expect 404
  GET /campaigns/?locationId={location}
  expect 403
client
  DELETE /groundlevel/campaigns/{later}
  expect 200 {"succeeded": true}
  GET /campaigns/?locationId={location}
  expect 200 {"campaigns": [{"id": "{test}"}]}

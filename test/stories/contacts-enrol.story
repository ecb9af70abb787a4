story  a contact goes into workflows and campaigns, and out of them
client
  POST /groundlevel/workflows {"name": "Welcome", "status": "published"}
  expect 201 {"workflow": {"id": "{welcome:uuid}"}}
  POST /groundlevel/campaigns {"name": "News", "status": "published"}
  expect 201 {"campaign": {"id": "{news:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/workflow/{welcome} {"eventStartTime": "2030-06-23T03:30:00+01:00"}
  expect 201 {"succeded": true, "succeeded": true, "traceId": "{uuid}"}
  POST /contacts/{ann}/workflow/{welcome}
  expect 201
  DELETE /contacts/{ann}/workflow/{welcome} {}
  expect 200 {"succeded": true, "succeeded": true}
  POST /contacts/{ann}/workflow/nosuch {}
  expect 400 {"message": "Workflow with id nosuch not found"}
  POST /contacts/{ann}/campaigns/{news} {}
  expect 201 {"succeded": true, "succeeded": true}
  DELETE /contacts/{ann}/campaigns/{news}
  expect 200 {"succeded": true, "succeeded": true}
  POST /contacts/{ann}/campaigns/{news}
  expect 201
  DELETE /contacts/{ann}/campaigns/removeAll
  expect 200 {"succeded": true, "succeeded": true}
  POST /contacts/{ann}/campaigns/nosuch {}
  expect 400 {"message": "Campaign with id nosuch not found"}

story  a contact in DND is not put into a campaign
client
  POST /groundlevel/campaigns {"name": "Spring"}
  expect 201 {"campaign": {"id": "{spring:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee", "dnd": true}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/campaigns/{spring}
  expect 400 {"message": "Ann Lee has dnd enabled, not starting campaign 'Spring'.", "error": "Bad Request"}
  GET /groundlevel/campaigns/{spring}/enrolments
  expect 200 {"enrolments": []}
  PUT /contacts/{ann} {"dnd": false}
  POST /contacts/{ann}/campaigns/{spring}
  expect 201 {"succeded": true, "succeeded": true}

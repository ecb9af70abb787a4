story  the contacts in a campaign are listed
client
  POST /groundlevel/campaigns {"name": "Spring", "status": "published"}
  expect 201 {"campaign": {"id": "{spring:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /groundlevel/campaigns/{spring}/enrolments
  expect 200 {"enrolments": []}
  POST /contacts/{ann}/campaigns/{spring} {}
  GET /groundlevel/campaigns/{spring}/enrolments
  expect 200 {"enrolments": [{"contactId": "{ann}", "campaignId": "{spring}",
    "dateAdded": "{instant}"}]}

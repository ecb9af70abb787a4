story  the contacts in a workflow are listed in the order they came, page by page
client
  POST /groundlevel/workflows {"name": "Welcome"}
  expect 201 {"workflow": {"id": "{welcome:uuid}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/{ben}/workflow/{welcome} {"eventStartTime": "2030-06-23T03:30:00+01:00"}
  expect 201
  clock +1 seconds
  POST /contacts/{ann}/workflow/{welcome} {}
  expect 201
  GET /groundlevel/workflows/{welcome}/enrolments
  expect 200 {"enrolments": [
    {"contactId": "{ben}", "workflowId": "{welcome}", "eventStartTime": "2030-06-23T02:30:00.000Z"},
    {"contactId": "{ann}", "eventStartTime": "{absent}", "dateAdded": "{instant}"}]}
  GET /groundlevel/workflows/{welcome}/enrolments?limit=1
  expect 200 {"enrolments": [{"contactId": "{ben}", "dateAdded": "{at:instant}"}]}
  GET /groundlevel/workflows/{welcome}/enrolments?limit=1&startAfter={at}&startAfterId={ben}
  expect 200 {"enrolments": [{"contactId": "{ann}"}]}
  GET /groundlevel/workflows/7a52b3c4-0000-7000-8000-000000000000/enrolments
  expect 404
client other
  GET /groundlevel/workflows/{welcome}/enrolments
  expect 404
client
  DELETE /groundlevel/workflows/{welcome}
  expect 200
  GET /groundlevel/workflows/{welcome}/enrolments
  expect 404

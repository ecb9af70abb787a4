story  a note changes nothing of its contact
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}", "dateUpdated": "{before:instant}", "createdBy": {"channel": "OAUTH"}}}
  clock +1 minutes
  POST /contacts/{ann}/notes {"body": "x"}
  expect 201 {"note": {"id": "{note:id}"}}
  PUT /contacts/{ann}/notes/{note} {"body": "y"}
  GET /contacts/{ann}
  expect 200 {"contact": {"dateUpdated": "{before}", "deleted": "{absent}", "bounceEmail": "{absent}",
    "unsubscribeEmail": "{absent}", "lastSessionActivityAt": "{absent}"}}
  PUT /contacts/{ann} {"city": "Rome"}
  expect 200 {"contact": {"deleted": "{absent}", "bounceEmail": "{absent}"}}
  GET /contacts/search/duplicate?locationId={location}&email=none@example.com
  expect 200 {"contact": null}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"deleted": false, "bounceEmail": false, "unsubscribeEmail": false, "lastSessionActivityAt": "{instant}"}}

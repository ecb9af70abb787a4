story  a note is written, read, changed and deleted
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}/notes
  expect 200 {"notes": []}
  POST /contacts/{ann}/notes/ {"body": "<p>Likes <b>tea</b> &amp; cake</p><p>1 < 2</p>"}
  expect 201 {"note": {"id": "{note:id}", "body": "<p>Likes <b>tea</b> &amp; cake</p><p>1 < 2</p>",
    "bodyText": "Likes tea & cake\n1 < 2", "userId": null, "dateAdded": "{instant}",
    "contactId": "{ann}", "pinned": false, "relations": [], "title": "{absent}"}, "traceId": "{uuid}"}
  clock +1 seconds
  POST /contacts/{ann}/notes {"body": "second", "userId": "{owner}", "title": "T",
    "color": "#FFAA00", "pinned": true}
  expect 201 {"note": {"id": "{second:id}", "userId": "{owner}", "title": "T",
    "color": "#FFAA00", "pinned": true, "dateAdded": "{mark:instant}"}}
  GET /contacts/{ann}/notes
  expect 200 {"notes": [{"id": "{second}"}, {"id": "{note}"}], "traceId": "{uuid}"}
  GET /contacts/{ann}/notes/{note}
  expect 200 {"note": {"id": "{note}", "userId": null}}
  clock +1 seconds
  PUT /contacts/{ann}/notes/{note} {"title": "Tea"}
  expect 200 {"note": {"title": "Tea", "bodyText": "Likes tea & cake\n1 < 2"}}
  PUT /contacts/{ann}/notes/{note} {"body": "coffee", "title": null}
  expect 200 {"note": {"body": "coffee", "bodyText": "coffee", "title": "{absent}"}}
  GET /contacts/{ann}/notes?updatedAfter={mark}
  expect 200 {"notes": [{"id": "{note}"}]}
  DELETE /contacts/{ann}/notes/{note}
  expect 200 {"succeded": true, "succeeded": true}
  GET /contacts/{ann}/notes/{note}
  expect 404
  PUT /contacts/{ann}/notes/{note} {"body": "x"}
  expect 404
  DELETE /contacts/{ann}/notes/{note}
  expect 404
  POST /contacts/{ann}/notes {"userId": "x"}
  expect 422 {"message": ["body should not be empty"]}

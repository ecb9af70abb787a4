story  a location sees and changes its own contacts only
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/notes {"body": "private"}
  expect 201 {"note": {"id": "{note:id}"}}
  POST /contacts/{ann}/tasks {"title": "T", "dueDate": "2030-01-01T00:00:00Z", "completed": false}
  expect 201 {"task": {"id": "{task:id}"}}
client other
  GET /contacts/{ann}
  expect 400 {"error": "Contact with id {ann} not found", "status": 400}
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 400
  DELETE /contacts/{ann}
  expect 400
  GET /contacts/{ann}/notes/{note}
  expect 400
  DELETE /contacts/{ann}/tasks/{task}
  expect 400
  POST /contacts/{ann}/tags {"tags": ["x"]}
  expect 400
  GET /contacts/?locationId={location}
  expect 403 {"statusCode": 403, "message": "The token does not have access to this location."}
  POST /contacts/ {"locationId": "{location}", "firstName": "Eve"}
  expect 403
  POST /contacts/upsert {"locationId": "{location}", "email": "ann@example.com"}
  expect 403
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10}
  expect 403
  GET /contacts/search/duplicate?locationId={otherlocation}&email=ann@example.com
  expect 200 {"contact": null}
  POST /contacts/search {"locationId": "{otherlocation}", "pageLimit": 10}
  expect 200 {"contacts": [], "total": 0}
  POST /contacts/bulk/tags/update/add {"locationId": "{otherlocation}", "contacts": ["{ann}"],
    "tags": ["x"]}
  expect 201 {"succeded": false, "errorCount": 1, "responses": [
    {"contactId": "{ann}", "type": "error", "message": "contact does not belong to location"}]}
client agency
  GET /contacts/{ann}
  expect 401
client scoped contacts.readonly
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "tags": []}}
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 401 {"message": "The token is not authorized for this scope."}

story   a path that nobody serves is refused by its name
client
  GET /nowhere
  expect 404 {"statusCode": 404, "message": "Cannot GET /nowhere", "error": "Not Found"}
  DELETE /contacts/
  expect 404 {"message": "Cannot DELETE /contacts/"}
  GET /contacts?locationId={location}           # with and without the closing slash
  expect 200 {"contacts": []}
  GET /contacts/lookup                          # read as an id, as upstream does
  expect 400 {"error": "Contact with id lookup not found", "status": 400}
client  nobody
  GET /nowhere
  expect 404 {"message": "Cannot GET /nowhere"}

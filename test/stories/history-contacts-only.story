story   who may read contacts reads the history of contacts, and of nothing else by a contact's path
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /businesses/ {"locationId": "{location}", "name": "Secret Ltd"}
  expect 201 {"buiseness": {"id": "{business:hex}"}}
client scoped contacts.readonly
  GET /contacts/{ann}/history
  expect 200 {"entries": [{"type": "ContactCreate"}]}
  GET /contacts/{business}/history
  expect 400
  GET /contacts/{location}/history
  expect 400
  GET /history?thingId={business}
  expect 401
client other
  GET /contacts/{ann}/history
  expect 400

story   of each change of a contact it is told who made it, and what was before

client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "city": "Paris", "tags": ["a"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  PUT /contacts/{ann} {"city": "Rome", "firstName": "Ann"}
  expect 200
  POST /contacts/{ann}/tags {"tags": ["gold"]}
  expect 201
  GET /contacts/{ann}/history
  expect 200 {"more": false, "entries": [
    {"type": "ContactTagUpdate", "actor": {"kind": "token", "name": "{text}"},
      "changes": [{"field": "tags", "before": ["a"], "after": ["a", "gold"]}]},
    {"type": "ContactUpdate", "cursor": "{second:text}",
      "changes": [{"field": "city", "before": "Paris", "after": "Rome"}]},
    {"type": "ContactCreate", "changes": "{absent}", "actor": {"kind": "token", "id": "{id}"}}]}
  GET /contacts/{ann}/history?limit=1
  expect 200 {"more": true, "entries": [{"type": "ContactTagUpdate"}]}
  GET /history?thingId={ann}&before={second}
  expect 200 {"more": false, "entries": [{"type": "ContactCreate"}]}
  GET /history?thingId={ann}&before=nonsense
  expect 422
  GET /history
  expect 422
  # of long words only their size is told
  PUT /contacts/{ann} {"address1": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}
  expect 200
  GET /history?thingId={ann}&limit=1
  expect 200 {"entries": [{"changes": [{"field": "address1", "before": null, "after": {"size": "{whole}"}}]}]}
client other
  GET /history?thingId={ann}
  expect 200 {"entries": []}
client scoped calendars.readonly
  GET /contacts/{ann}/history
  expect 401
# what a deleted contact was is forgotten with it
client
  DELETE /contacts/{ann}
  expect 200
  GET /history?thingId={ann}&limit=2
  expect 200 {"entries": [{"type": "ContactDelete", "changes": "{absent}"}, {"type": "ContactUpdate", "changes": "{absent}"}]}

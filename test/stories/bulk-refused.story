story   a change of many is refused whole where it is wrong, or whoever asks may not
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["a"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "tags": ["a"]}
  expect 201 {"contact": {"id": "{bob:id}"}}

  # what is not clear
  POST /bulk {"do": {"addTags": ["x"]}}
  expect 422 {"message": ["ids, query or filters must say who it is"]}
  POST /bulk {"ids": ["{ann}"], "filters": [], "do": {"addTags": ["x"]}}
  expect 422 {"message": ["ids cannot be sent with query or filters"]}
  POST /bulk {"ids": [], "do": {"addTags": ["x"]}}
  expect 422
  POST /bulk {"ids": ["{ann}"]}
  expect 422
  POST /bulk {"ids": ["{ann}"], "do": {}}
  expect 422 {"message": ["do must say what is done"]}
  POST /bulk {"ids": ["{ann}"], "do": {"delete": true, "addTags": ["x"]}}
  expect 422 {"message": ["do: who is deleted cannot be changed as well"]}
  POST /bulk {"ids": ["{ann}"], "do": {"addTags": ["X", "y"], "removeTags": ["x"]}}
  expect 422 {"message": ["do: the tag x cannot be added and removed"]}
  POST /bulk {"ids": ["{ann}"], "do": {"set": {"shoes": 1, "id": "x", "tags": ["x"], "name": "x", "city": "Rome"}}}
  expect 422 {"message": ["do.set: shoes is no field that can be set", "do.set: id is no field that can be set", "do.set: tags is no field that can be set", "do.set: name is no field that can be set"]}
  POST /bulk {"filters": [{"field": "shoes", "operator": "eq", "value": "x"}], "do": {"addTags": ["x"]}}
  expect 400
  POST /bulk {"ids": ["{ann}"], "of": "records", "do": {"addTags": ["x"]}}
  expect 422
  GET /bulk/nosuchbulk
  expect 404 {"message": "There is no such change of many."}
  POST /bulk/nosuchbulk/undo {}
  expect 404 {"message": "There is no such change of many."}
  POST /bulk/nosuchbulk/cancel {}
  expect 404 {"message": "There is no such change of many."}

  # who may not change a contact may not change many; nor see by filters whom he may not read
client scoped contacts.readonly
  POST /bulk {"ids": ["{ann}"], "do": {"addTags": ["x"]}}
  expect 401 {"message": "The token is not authorized for this scope."}
  POST /bulk {"ids": ["{ann}"], "dry": true, "do": {"addTags": ["x"]}}
  expect 401
client scoped contacts.write
  POST /bulk {"filters": [{"field": "tags", "operator": "eq", "value": "a"}], "do": {"addTags": ["x"]}}
  expect 401
  POST /bulk {"ids": ["{ann}"], "do": {"addTags": ["x"]}}
  expect 202 {"bulk": {"id": "{mine:id}"}}
client
  GET /bulk/{mine}
  soon 200 {"bulk": {"state": "done", "changed": 1}}

  # of another location nobody is found, and nothing seen
client other
  GET /bulk/{mine}
  expect 404 {"message": "There is no such change of many."}
  POST /bulk/{mine}/undo {}
  expect 404
  POST /bulk {"ids": ["{ann}"], "dry": true, "do": {"addTags": ["theirs"]}}
  expect 200 {"count": 1, "sample": [{"contactId": "{ann}", "who": "", "outcome": "refused"}]}
  POST /bulk {"ids": ["{ann}"], "do": {"addTags": ["theirs"]}}
  expect 202 {"bulk": {"id": "{theirs:id}"}}
  GET /bulk/{theirs}
  soon 200 {"bulk": {"state": "done", "changed": 0, "refused": 1, "undoable": false}}
  GET /bulk
  expect 200 {"bulks": [{"id": "{theirs}"}]}
client
  GET /contacts/{ann}
  expect 200 {"contact": {"tags": ["a", "x"]}}
  GET /contacts/{bob}
  expect 200 {"contact": {"tags": ["a"]}}
  GET /bulk
  expect 200 {"bulks": [{"id": "{mine}"}]}

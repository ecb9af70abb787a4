story   a change of many that is cancelled before its turn changes nobody
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["a"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  # one after the other: the last of so many has a while to wait
  repeat 40 POST /bulk {"ids": ["{ann}"], "do": {"addTags": ["b"]}}
  expect 202
  POST /bulk {"ids": ["{ann}"], "do": {"addTags": ["never"]}}
  expect 202 {"bulk": {"id": "{last:id}"}}
  POST /bulk/{last}/cancel {}
  expect 200 {"bulk": {"state": "cancelled", "done": 0, "dateEnded": "{text}", "undoable": false}}
  POST /bulk/{last}/cancel {}
  expect 200 {"bulk": {"state": "cancelled"}}
  # and what comes behind it is done
  POST /bulk {"ids": ["{ann}"], "do": {"addTags": ["c"]}}
  expect 202 {"bulk": {"id": "{behind:id}"}}
  GET /bulk/{behind}
  soon 200 {"bulk": {"state": "done", "changed": 1}}
  GET /bulk/{last}
  expect 200 {"bulk": {"state": "cancelled", "done": 0, "changed": 0}}
  GET /contacts/{ann}
  expect 200 {"contact": {"tags": ["a", "b", "c"]}}
  POST /bulk/{last}/undo {}
  expect 202
  GET /bulk/{last}
  soon 200 {"bulk": {"state": "undone", "restored": 0}}

story   many contacts are changed at once, as a dry run says, and have it back when it is undone
client
  POST /locations/{location}/customFields {"name": "Shoe size", "dataType": "NUMERICAL", "model": "contact"}
  expect 201 {"customField": {"id": "{shoe:id}"}}
  POST /locations/{location}/customFields {"name": "Sports", "dataType": "MULTIPLE_OPTIONS", "model": "contact", "options": ["Golf", "Chess, blind", "Row"]}
  expect 201 {"customField": {"id": "{sports:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "city": "Bonn", "tags": ["old", "both", "new"], "customFields": [{"id": "{shoe}", "field_value": 41}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com", "city": "Rome", "tags": ["new"], "customFields": [{"id": "{shoe}", "field_value": 42}, {"id": "{sports}", "field_value": ["Golf"]}]}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cy", "city": "Bonn"}
  expect 201 {"contact": {"id": "{cy:id}"}}
  GET /events
  expect 200 {"next": "{before:text}"}

  # what would be; nothing is
  POST /bulk {"ids": ["{ann}", "{bob}", "{ann}", "nobodyatall000000000"], "dry": true, "do": {"addTags": [" NEW "], "removeTags": ["old"], "set": {"city": "Rome", "contact.shoe_size": "42", "customFields.sports": ["Golf"]}}}
  expect 200 {"new": false, "count": 3, "bulk": "{absent}", "sample": [{"contactId": "{ann}", "who": "Ann", "outcome": "changed", "before": {"city": "Bonn", "customFields.{shoe}": 41, "customFields.{sports}": null, "tags": ["old", "both", "new"]}, "after": {"city": "Rome", "customFields.{shoe}": 42, "customFields.{sports}": ["Golf"], "tags": ["both", "new"]}}, {"contactId": "{bob}", "who": "Bob", "outcome": "same", "before": "{absent}"}, {"contactId": "nobodyatall000000000", "who": "", "outcome": "refused", "why": "{text}"}]}
  POST /bulk {"filters": [{"field": "city", "operator": "eq", "value": "Bonn"}], "dry": true, "do": {"delete": true}}
  expect 200 {"count": 2, "sample": [{"contactId": "{ann}", "outcome": "deleted"}, {"contactId": "{cy}", "outcome": "deleted"}]}
  POST /bulk {"ids": ["{ann}"], "dry": true, "do": {"set": {"email": "nonsense"}}}
  expect 200 {"sample": [{"outcome": "refused", "why": "email must be an email"}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"city": "Bonn", "tags": ["old", "both", "new"], "customFields": [{"id": "{shoe}", "value": 41}]}}
  GET /events?since={before}
  expect 200 {"events": []}
  GET /bulk
  expect 200 {"bulks": []}

  # and it becomes so, each as an ordinary change
  POST /bulk {"ids": ["{ann}", "{bob}", "{cy}", "nobodyatall000000000"], "count": 4, "do": {"addTags": ["new"], "removeTags": ["old"], "set": {"city": "Rome", "contact.shoe_size": "42", "customFields.sports": ["Golf"]}}}
  expect 202 {"new": true, "count": 4, "sample": "{absent}", "bulk": {"id": "{bulk:id}", "state": "running", "total": 4, "do": {"addTags": ["new"]}}}
  GET /bulk/{bulk}
  soon 200 {"bulk": {"state": "done", "done": 4, "total": 4, "changed": 2, "same": 1, "refused": 1, "undoable": true, "problemCount": 1, "dateEnded": "{text}"}, "problems": [{"line": 4, "contactId": "nobodyatall000000000", "why": "{text}"}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"city": "Rome", "tags": ["both", "new"], "customFields": [{"id": "{shoe}", "value": 42}, {"id": "{sports}", "value": ["Golf"]}]}}
  GET /contacts/{cy}
  expect 200 {"contact": {"city": "Rome", "tags": ["new"], "customFields": [{"id": "{shoe}", "value": 42}, {"id": "{sports}", "value": ["Golf"]}]}}
  GET /events?since={before}
  expect 200 {"events": [{"type": "ContactUpdate", "payload": {"id": "{ann}"}}, {"type": "ContactTagUpdate", "payload": {"id": "{ann}"}}, {"type": "ContactUpdate", "payload": {"id": "{cy}"}}, {"type": "ContactTagUpdate", "payload": {"id": "{cy}"}}]}
  GET /bulk/{bulk}/undo
  expect 404
  POST /bulk/{bulk}/cancel {}
  expect 400 {"message": "There is nothing to cancel. It is done."}

  # somebody goes on with it; what still is as it was written comes back
  PUT /contacts/{ann} {"city": "Trier"}
  POST /contacts/{ann}/tags {"tags": ["mine"]}
  expect 201
  POST /bulk/{bulk}/undo {}
  expect 202 {"bulk": {"state": "undoing", "total": 2, "undoable": false}}
  GET /bulk/{bulk}
  soon 200 {"bulk": {"state": "undone", "done": 2, "restored": 2, "kept": 1}, "problems": [{"line": 4}, {"line": 1, "contactId": "{ann}", "why": "It was changed since and stays: city."}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"city": "Trier", "tags": ["both", "new", "mine", "old"], "customFields": [{"id": "{shoe}", "value": 41}]}}
  GET /contacts/{cy}
  expect 200 {"contact": {"city": "Bonn", "tags": [], "customFields": []}}
  GET /contacts/{bob}
  expect 200 {"contact": {"city": "Rome", "tags": ["new"]}}
  POST /bulk/{bulk}/undo {}
  expect 400 {"message": "It cannot be undone now. It is undone."}

  # by filters; what is cleared comes back; tags in the order that they had
  POST /bulk {"query": "ann", "filters": [], "do": {"set": {"city": null, "customFields.{shoe}": null}, "removeTags": ["both"]}}
  expect 202 {"count": 1, "bulk": {"id": "{cleared:id}", "total": 0}}
  GET /bulk/{cleared}
  soon 200 {"bulk": {"state": "done", "total": 1, "changed": 1}}
  GET /contacts/{ann}
  expect 200 {"contact": {"city": "{absent}", "tags": ["new", "mine", "old"], "customFields": []}}
  POST /bulk/{cleared}/undo {}
  expect 202
  GET /bulk/{cleared}
  soon 200 {"bulk": {"state": "undone", "restored": 1, "kept": 0}}
  GET /contacts/{ann}
  expect 200 {"contact": {"city": "Trier", "tags": ["both", "new", "mine", "old"], "customFields": [{"id": "{shoe}", "value": 41}]}}

  # nobody fits: it is over at once
  POST /bulk {"filters": [{"field": "tags", "operator": "eq", "value": "nowhere"}], "do": {"addTags": ["x"]}}
  expect 202 {"count": 0, "bulk": {"id": "{none:id}"}}
  GET /bulk/{none}
  soon 200 {"bulk": {"state": "done", "total": 0, "undoable": false}}

  # who is deleted does not come back, so the number must be said
  POST /bulk {"ids": ["{bob}", "{cy}"], "do": {"delete": true}}
  expect 400 {"message": "It cannot be undone: count must say how many are deleted. It would be 2."}
  POST /bulk {"filters": [{"field": "tags", "operator": "eq", "value": "new"}], "count": 3, "do": {"delete": true}}
  expect 409 {"message": "It would be 2 contacts, not 3: nothing was done."}
  POST /bulk {"filters": [{"field": "tags", "operator": "eq", "value": "new"}], "count": 2, "do": {"delete": true}}
  expect 202 {"bulk": {"id": "{gone:id}"}}
  GET /bulk/{gone}
  soon 200 {"bulk": {"state": "done", "changed": 2, "undoable": false}}
  POST /bulk/{gone}/undo {}
  expect 400 {"message": "What was deleted cannot be brought back."}
  GET /contacts/?locationId={location}
  expect 200 {"contacts": [{"id": "{cy}"}], "meta": {"total": 1}}

  # the newest first; old ones go
  GET /bulk?limit=2
  expect 200 {"bulks": [{"id": "{gone}"}, {"id": "{none}"}]}
clock +31 days
  GET /bulk
  soon 200 {"bulks": []}
  GET /bulk/{bulk}
  expect 404 {"message": "There is no such change of many."}

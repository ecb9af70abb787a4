story   a webhook that rests needs a person, one that works does not
peer
client peer
  POST /control {"plans": [{"on": "hook", "status": 410, "times": 1}]}
client
  POST /webhooks {"url": "{peer}/receive/a", "name": "Mine", "types": ["ContactCreate"]}
  expect 201 {"webhook": {"id": "{w:id}"}}
  POST /webhooks {"url": "{peer}/receive/b", "types": ["NoteCreate"]}
  expect 201
  # one that nobody has looked at yet is not unwell
  POST /connections {"kind": "bridge", "name": "new", "baseUrl": "https://site.example"}
  expect 201 {"connection": {"state": "unchecked"}}
  GET /needs
  expect 200 {"needs": []}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  GET /needs
  soon 200 {"needs": [{"kind": "webhook", "severity": "bad", "title": "Mine", "to": "{w}", "about": "the receiver says that it wants nothing any more (410)", "since": "{instant}"}]}
client scoped contacts.readonly
  GET /needs
  expect 200 {"needs": []}

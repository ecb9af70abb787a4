story   what needs a person stands in one list, and nobody is shown what he may not read
peer
client peer
  POST /control {"plans": [{"on": "create-contact", "times": 1, "status": 502, "execute": true}]}
client
  GET /needs
  expect 200 {"needs": []}
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201 {"connection": {"id": "{hl:id}"}}
  POST /flows/apply {"files": [
    "{\"flow\": \"say\", \"title\": \"Say it\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"call\": \"POST\", \"path\": \"/contacts/\", \"use\": \"hl\", \"set\": {\"locationId\": \"peerlocation00000000\", \"email\": \"u@example.com\"}}]}",
    "{\"flow\": \"fails\", \"title\": \"It fails\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"00000000000000000000\"}, \"set\": {\"body\": \"on\"}}]}"]}
  POST /flows/say/run {"data": {}}
  expect 202
  POST /flows/fails/run {"data": {}}
  expect 202 {"run": {"id": "{one:whole}"}}
  POST /flows/fails/run {"data": {}}
  expect 202 {"run": {"id": "{two:whole}"}}
  GET /flows/runs/{one}
  soon 200 {"run": {"state": "failed"}}
  GET /flows/runs/{two}
  soon 200 {"run": {"state": "failed"}}
  GET /flows/decisions
  soon 200 {"decisions": [{"id": "{decision:whole}"}]}
  GET /flows/runs?state=failed
  expect 200 {"runs": [{"flow": "fails"}, {"flow": "fails"}]}
  # the connection too is not well, since the other side had a fault
  GET /needs
  expect 200 {"needs": [{"severity": "bad"}, {"severity": "bad"}, {"severity": "bad"}]}
client scoped flows.readonly
  GET /needs
  expect 200 {"needs": [{"severity": "bad"}, {"severity": "bad"}]}
client scoped contacts.readonly
  GET /needs
  expect 200 {"needs": []}
client
  POST /flows/decisions/{decision} {"choice": "done", "result": {"id": "seen"}}
client scoped flows.readonly
  GET /needs
  expect 200 {"needs": [{"kind": "runs", "severity": "bad", "title": "It fails", "to": "fails", "count": 2, "since": "{instant}"}]}
client scoped connections.readonly
  GET /needs
  expect 200 {"needs": [{"kind": "connection", "title": "hl", "to": "{hl}", "about": "{text}", "count": 1}]}
client
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "ok"}}
  GET /needs
  expect 200 {"needs": [{"kind": "runs"}]}

story   a flow notes each new contact, once
client
  POST /flows/apply {"files": ["{\"flow\": \"note-it\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ contact.id }}\"}, \"set\": {\"body\": \"Hello {{ contact.firstName | upper(@) }}\"}}]}"]}
  expect 200 {"applied": [{"slug": "note-it", "rev": 1, "change": "created", "enabled": true}]}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "Hello ANN"}]}
  GET /flows/runs?flow=note-it
  expect 200 {"runs": [{"id": "{run:whole}", "state": "done", "item": "{ann}", "change": "created"}]}
  GET /flows/runs/{run}
  expect 200 {"steps": [{"path": "n", "state": "done", "op": "create-contact-note"}], "effects": []}
  restart
  GET /contacts/{ann}/notes
  expect 200 {"notes": [{"body": "Hello ANN"}]}
  GET /flows
  expect 200 {"flows": [{"slug": "note-it", "enabled": true, "liveRev": 1}]}
  GET /flows/note-it/export
  expect 200 {"flow": "note-it", "rev": 1, "file": {"flow": "note-it"}}

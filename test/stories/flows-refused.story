story   a flow file that does not fit is refused with its places and the nearest names
client
  POST /flows/apply {"files": ["{\"flow\": \"bad\", \"on\": {\"event\": \"highlevel.contact.updatd\"}, \"do\": [{\"get\": \"highlevel.contac\"}, {\"post\": \"highlevel.contact.note\", \"set\": {\"bodi\": \"x\"}}]}"]}
  expect 422 {"message": ["{text}", "{text}"]}
  POST /flows/check {"file": "{\"flow\": \"x\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.contact\", \"set\": {\"email\": \"a@b.c\"}}]}"}
  expect 200 {"ok": true, "problems": [], "steps": [{"asks": "create-contact", "class": "L"}]}
  POST /flows/apply {"files": ["{\"flow\": \"loop\", \"on\": {\"event\": \"highlevel.contact.updated\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"firstName\": \"x\"}}]}"]}
  expect 422 {"message": ["{text}"]}

story   editing a flow loses nothing that it looks at and repeats nothing: every, watch, start, verify, same
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "lastName": "Ash"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  # everything that is there, once
  POST /flows/apply {"files": ["{\"flow\": \"p\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.contact\", \"every\": \"1h\", \"watch\": [\"firstName\"], \"start\": \"all\"}, \"only\": \"{{ contact.id != '{keeper}' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ contact.firstName }} {{ contact.lastName }} was {{ before.firstName }}\"}}]}"]}
  expect 200
  clock +1 minute
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "appeared Ben Ash was "}, {"body": "appeared Ann Lee was "}]}
  clock +1 minute
  # a change, and then other words for how it is looked
  PUT /contacts/{ann} {"firstName": "Anna"}
  PUT /contacts/{ben} {"lastName": "Oak"}
  POST /flows/apply {"files": ["{\"flow\": \"p\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.contact\", \"every\": \"2m\", \"watch\": [\"firstName\"], \"start\": \"all\"}, \"only\": \"{{ contact.id != '{keeper}' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ contact.firstName }} {{ contact.lastName }} was {{ before.firstName }}\"}}]}"]}
  expect 200
  clock +3 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "updated Anna Lee was Ann"}, {"body": "appeared Ben Ash was "}, {"body": "appeared Ann Lee was "}]}
  # what is watched besides, from now on, is compared with what it was at the last look
  PUT /contacts/{ben} {"lastName": "Elm"}
  POST /flows/apply {"files": ["{\"flow\": \"p\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.contact\", \"every\": \"2m\", \"watch\": [\"firstName\", \"lastName\"]}, \"only\": \"{{ contact.id != '{keeper}' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ contact.firstName }} {{ contact.lastName }} was {{ before.firstName }}\"}}]}"]}
  expect 200
  clock +3 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "updated Ben Elm was Ben"}, {"body": "updated Anna Lee was Ann"}, {"body": "appeared Ben Ash was "}, {"body": "appeared Ann Lee was "}]}
  POST /flows/apply {"files": ["{\"flow\": \"p\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.contact\", \"every\": \"1m\", \"start\": \"all\"}, \"only\": \"{{ contact.id != '{keeper}' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ contact.firstName }} {{ contact.lastName }} was {{ before.firstName }}\"}}]}"]}
  expect 200
  clock +3 minutes
  PUT /contacts/{ann} {"lastName": "Low"}
  clock +3 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "updated Anna Low was Anna"}, {"body": "updated Ben Elm was Ben"}, {"body": "updated Anna Lee was Ann"}, {"body": "appeared Ben Ash was "}, {"body": "appeared Ann Lee was "}]}
  # another flow that looks at the same has a first look of its own, and the first one is told nothing

  POST /flows/apply {"files": ["{\"flow\": \"q\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.contact\", \"every\": \"1m\", \"start\": \"all\"}, \"only\": \"{{ contact.id != '{keeper}' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ join(' ', ['q', event.change]) }} {{ contact.firstName }} {{ contact.lastName }} was {{ before.firstName }}\"}}]}"]}
  expect 200
  clock +2 minutes
  GET /flows/runs?flow=q
  soon 200 {"runs": [{"state": "{text}"}, {"state": "{text}"}, {"state": "{text}"}]}
  GET /flows/runs?flow=p&limit=100
  soon 200 {"runs": [{"state": "{text}"}, {"state": "{text}"}, {"state": "{text}"}, {"state": "{text}"}, {"state": "{text}"}, {"state": "{text}"}]}
  # the address of a hook
  PUT /flows/secrets/form {"value": "s3cr3t-value"}
  POST /flows/apply {"files": ["{\"flow\": \"h\", \"enabled\": true, \"on\": {\"hook\": \"intake\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"called {{ form.n }}\"}}]}"]}
  GET /flows/h
  expect 200 {"flow": {"hookPath": "{hook:text}"}}
  POST /flows/apply {"files": ["{\"flow\": \"h\", \"enabled\": true, \"on\": {\"hook\": \"intake\", \"same\": \"1m\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"called {{ form.n }}\"}}]}"]}
  GET /flows/h
  expect 200 {"flow": {"hookPath": "{hook}"}}
  POST /flows/apply {"files": ["{\"flow\": \"h\", \"enabled\": true, \"on\": {\"hook\": \"intake\", \"verify\": {\"hmac-sha256\": \"secret:form\"}, \"same\": \"1m\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"called {{ form.n }}\"}}]}"]}
  GET /flows/h
  expect 200 {"flow": {"hookPath": "{hook}"}}
client nobody
  POST {hook} {"n":"1"}
  expect 401

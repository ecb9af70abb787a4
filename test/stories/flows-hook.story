story   a hook is kept before it is answered, once, when its signature fits
client
  PUT /flows/secrets/form {"value": "s3cr3t-value"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"hook\", \"enabled\": true, \"on\": {\"hook\": \"intake\", \"verify\": {\"hmac-sha256\": \"secret:form\"}}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"hook {{ form.name }}\"}}]}"]}
  GET /flows/hook
  expect 200 {"flow": {"hookPath": "{hook:text}"}}
client nobody
  POST {hook} {"name":"Zed"}
  expect 401
  # every byte counts: the first is wrong, the last is wrong, one is missing, or it is another body's
  header x-signature-256: sha256=57b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zed"}
  expect 401
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500470
  POST {hook} {"name":"Zed"}
  expect 401
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b5004
  POST {hook} {"name":"Zed"}
  expect 401
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zee"}
  expect 401
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zed"}
  expect 202 {"kept": true}
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zed"}
  expect 202 {"kept": false}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "hook Zed"}]}

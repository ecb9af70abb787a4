story   a signed call counts once, whatever its headers say, and not at all when a byte of its signature or its time is wrong
client
  PUT /flows/secrets/form {"value": "s3cr3t-value"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"hook\", \"enabled\": true, \"on\": {\"hook\": \"intake\", \"verify\": {\"hmac-sha256\": \"secret:form\"}}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"hook {{ form.name }}\"}}]}"]}
  GET /flows/hook
  expect 200 {"flow": {"hookPath": "{hook:text}"}}
client nobody
  # one digit off: the first, one in the middle, the last
  header x-signature-256: sha256=46b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zed"}
  expect 401 {"message": "The signature does not fit the body."}
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47498b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zed"}
  expect 401
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500470
  POST {hook} {"name":"Zed"}
  expect 401
  # short, empty, of another body
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e474
  POST {hook} {"name":"Zed"}
  expect 401
  header x-signature-256: sha256=
  POST {hook} {"name":"Zed"}
  expect 401
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zee"}
  expect 401
  # good, and a signature that was good years ago
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  POST {hook} {"name":"Zed"}
  expect 202 {"kept": true}
  header x-signature-256: t=1700000000,v1=0c09f2a2ab1ef7d33456fcc5a80a5532b99200611fa10300bad3c90fc99604f6
  POST {hook} {"name":"Zed"}
  expect 401 {"message": "The signature is good, but its time is more than five minutes off."}
  # who has caught it tells it again, with ids of his own
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  header Webhook-Id: another-1
  POST {hook} {"name":"Zed"}
  expect 202 {"kept": false}
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  header x-delivery-id: another-2
  POST {hook} {"name":"Zed"}
  expect 202 {"kept": false}
client
  clock +10 minutes
client nobody
  header x-signature-256: sha256=56b68df5160cd7dbb306637c3d05e47499b51dc30aa01e22e0bf708f8b500471
  header Webhook-Id: another-3
  POST {hook} {"name":"Zed"}
  expect 202 {"kept": false}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "hook Zed"}]}
  GET /flows/runs?flow=hook
  expect 200 {"runs": [{"state": "done"}]}

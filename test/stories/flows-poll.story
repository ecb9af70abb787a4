story   a poll tells what came, what changed, and what is gone
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"p\", \"enabled\": true, \"on\": {\"poll\": \"highlevel.location.tags\", \"every\": \"1m\"}, \"do\": [{\"id\": \"n\", \"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ tag.name }}\"}}]}"]}
  clock +1 minute
  GET /flows/p
  soon 200 {"flow": {"lookedAt": "{instant}"}}
  POST /locations/{location}/tags {"name": "vip"}
  expect 200 {"tag": {"id": "{tag:id}"}}
  clock +2 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "created vip"}]}
  PUT /locations/{location}/tags/{tag} {"name": "star"}
  clock +2 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "updated star"}, {"body": "created vip"}]}
  DELETE /locations/{location}/tags/{tag}
  clock +2 minutes
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "deleted "}, {"body": "updated star"}, {"body": "created vip"}]}

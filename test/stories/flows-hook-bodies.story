story   no submission of a form is lost: names that stand twice, Windows-1252, JSON of any kind
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /flows/apply {"files": ["{\"flow\": \"hook\", \"enabled\": true, \"on\": {\"hook\": \"intake\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ to_string(form) }}\"}}]}"]}
  GET /flows/hook
  expect 200 {"flow": {"hookPath": "{hook:text}"}}
client nobody
  raw application/x-www-form-urlencoded
  POST {hook} color[]=a&color[]=b
  expect 202 {"kept": true}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "{\"color\":[\"a\",\"b\"]}"}]}
client nobody
  raw application/x-www-form-urlencoded
  POST {hook} size=1&size=2
  expect 202 {"kept": true}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "{\"size\":[\"1\",\"2\"]}"}, "{more}"]}
client nobody
  raw application/x-www-form-urlencoded
  POST {hook} name=caf%E9
  expect 202 {"kept": true}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "{\"name\":\"café\"}"}, "{more}"]}
client nobody
  raw application/x-www-form-urlencoded
  POST {hook} name=%00
  expect 400 {"message": "The body holds the NUL character, which no text may."}
  raw application/json
  POST {hook} [1, 2]
  expect 202 {"kept": true}
client
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "[1,2]"}, "{more}"]}
client nobody
  raw multipart/form-data
  POST {hook} x
  expect 400 {"message": "The form in parts says no boundary."}

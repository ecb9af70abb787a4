story   a form that was sent, an order, a lesson on a site with the bridge each start a flow, once
peer
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
client peer
  POST /control {"bridge": true, "pageMost": 2}
  POST /happens {"kind": "form", "id": 551, "at": 1796000002, "body": {"plugin": "fluentform", "form": "3", "title": "Intake", "member": 12, "fields": {"email": "ann@x.org", "pet_name": "Rex"}}}
  POST /happens {"kind": "form", "id": 0, "at": 1796000003, "body": {"plugin": "contact-form-7", "form": "9", "title": "Ask", "member": 0, "fields": {"email": "bob@x.org", "id": "x"}}}
  POST /happens {"kind": "form", "id": 0, "at": 1796000004, "body": {"plugin": "contact-form-7", "form": "9", "title": "Ask", "member": 0, "fields": {"email": "bob@x.org", "id": "x"}}}
  POST /happens {"kind": "order", "id": 77, "at": 1796000005, "body": {"number": "1001", "status": "processing", "from": "pending", "total": "25.00", "currency": "EUR", "email": "ann@x.org", "member": 12, "items": []}}
  POST /happens {"kind": "progress", "id": 0, "at": 1796000006, "body": {"member": 12, "course": 5, "lesson": 8, "done": true}}
client
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "{peer}", "secret": "7K4M-9XQP"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  POST /flows/apply {"files": ["{\"flow\": \"forms\", \"enabled\": true, \"on\": {\"poll\": \"bridge.forms\", \"use\": \"site\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ event.change }} {{ form.title }} {{ form.entry }} {{ form.fields.email }} {{ form.at }}\"}}]}"]}
  clock +1 minute
  # three entries, two of which say the same: each was sent
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{}, {}, {}]}
  POST /flows/apply {"files": ["{\"flow\": \"orders\", \"enabled\": true, \"on\": {\"poll\": \"bridge.orders\", \"use\": \"site\", \"every\": \"1m\", \"start\": \"all\"}, \"only\": \"{{ order.status == 'completed' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"order {{ order.number }} {{ order.status }} {{ order.total }}\"}}]}", "{\"flow\": \"lessons\", \"enabled\": true, \"on\": {\"poll\": \"bridge.lessons\", \"use\": \"site\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"member {{ lesson.member }} course {{ lesson.course }} lesson {{ lesson.lesson }}\"}}]}"]}
  clock +1 minute
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "member 12 course 5 lesson 8"}, {}, {}, {}]}
client peer
  POST /happens {"kind": "order", "id": 77, "at": 1796000007, "body": {"number": "1001", "status": "completed", "from": "processing", "total": "25.00", "currency": "EUR", "email": "ann@x.org", "member": 12, "items": []}}
client
  clock +1 minute
  GET /contacts/{keeper}/notes
  soon 200 {"notes": [{"body": "order 1001 completed 25.00"}, {}, {}, {}, {}]}

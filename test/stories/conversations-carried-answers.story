story   what a provider answers says whether it is asked again: not what it does not want, again what it had no time for, and nobody knows what broke
peer
client peer
  POST /control {"plans": [{"on": "hook", "status": 400, "times": 1}]}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  # one that does not know what it has had
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS", "url": "{peer}/receive/sms", "repeats": false}
  expect 201 {"provider": {"id": "{sms:id}", "repeats": false}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Refused"}
  expect 201 {"messageId": "{refused:id}"}
  GET /conversations/messages/{refused}
  soon 200 {"message": {"status": "failed", "error": {"message": "It answered 400."}}}
client peer
  DELETE /control
  POST /control {"plans": [{"on": "hook", "status": 503, "times": 1}]}
client
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "No time"}
  expect 201 {"messageId": "{busy:id}"}
  GET /conversations/messages/{busy}
  soon 200 {"message": {"status": "pending", "error": {"code": "not_yet"}}}
  clock +10 seconds
  GET /conversations/messages/{busy}
  soon 200 {"message": {"status": "sent"}}
client peer
  DELETE /control
  POST /control {"plans": [{"on": "hook", "status": 500, "times": 1}]}
client
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Broken"}
  expect 201 {"messageId": "{broken:id}"}
  GET /groundlevel/providers/{sms}/deliveries?limit=1
  soon 200 {"deliveries": [{"messageId": "{broken}", "state": "withdrawn", "status": 500, "error": "Nobody knows whether its provider has it"}]}
client peer
  GET /control?type=hook
  expect 200 {"things": []}

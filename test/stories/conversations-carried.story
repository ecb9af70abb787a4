story   a message is posted to the address of its provider, one of a conversation after the other, tried again, and seen
peer
client peer
  POST /control {"plans": [{"on": "hook", "status": 503, "times": 0}]}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Bad", "type": "SMS", "url": "ftp://example.com"}
  expect 422
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS", "url": "{peer}/receive/sms", "authorization": "Bearer theirs"}
  expect 201 {"provider": {"id": "{sms:id}", "posts": true, "hasAuthorization": true, "repeats": true, "url": "{absent}", "authorization": "{absent}"}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "First"}
  expect 201 {"messageId": "{first:id}", "conversationId": "{talk:id}"}
  GET /conversations/messages/{first}
  soon 200 {"message": {"status": "pending", "error": {"code": "not_yet", "message": "It answered 503."}}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Second"}
  expect 201 {"messageId": "{second:id}"}
  GET /groundlevel/providers/{sms}/deliveries
  soon 200 {"deliveries": [
    {"messageId": "{second}", "state": "behind", "tries": 0},
    {"messageId": "{first}", "state": "retry", "status": 503, "error": "It answered 503."}]}
  POST /conversations/messages/{first}/again
  expect 200 {"messageId": "{first}", "conversationId": "{talk}", "status": "pending"}
  GET /groundlevel/providers/{sms}/deliveries
  soon 200 {"deliveries": [{"state": "behind"}, {"state": "retry"}]}
client peer
  DELETE /control
client
  clock +5 minutes
  GET /conversations/messages/{second}
  soon 200 {"message": {"status": "sent", "error": "{absent}"}}
  GET /conversations/messages/{first}
  expect 200 {"message": {"status": "sent", "error": "{absent}"}}
  POST /conversations/messages/{first}/again
  expect 400 {"message": "A message that is sent is not sent again: only one that has failed, of which nobody knows, or that waits"}
client peer
  GET /control?type=hook
  expect 200 {"things": [
    {"at": "sms", "idempotency-key": "{first}", "authorization": "Bearer theirs", "x-ghl-signature": "{text}", "content-type": "application/json",
      "body": {"type": "SMS", "locationId": "{location}", "messageId": "{first}", "contactId": "{ann}", "conversationId": "{talk}", "message": "First", "phone": "+12025550101", "conversationProviderId": "{sms}", "attachments": [], "timestamp": "{instant}"}},
    {"at": "sms", "idempotency-key": "{second}", "body": {"messageId": "{second}", "message": "Second"}}]}
# What it does not want it is not asked again; a person can send it once more, under the same id.
  DELETE /control
  POST /control {"plans": [{"on": "hook", "status": 422, "times": 1}]}
client
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Third"}
  expect 201 {"messageId": "{third:id}"}
  GET /conversations/messages/{third}
  soon 200 {"message": {"status": "failed", "error": {"code": "not_delivered", "message": "It answered 422."}}}
  POST /conversations/messages/{third}/again
  expect 200 {"status": "pending"}
  GET /conversations/messages/{third}
  soon 200 {"message": {"status": "sent", "error": "{absent}"}}
client peer
  GET /control?type=hook
  expect 200 {"things": [{"idempotency-key": "{third}", "body": {"message": "Third"}}]}
# After four hours it has failed.
  DELETE /control
  POST /control {"plans": [{"on": "hook", "status": 429, "times": 100, "retryAfter": 14420}]}
client
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Fourth"}
  expect 201 {"messageId": "{fourth:id}"}
  GET /conversations/messages/{fourth}
  soon 200 {"message": {"status": "pending", "error": {"code": "not_yet"}}}
  clock +4 hours
  clock +1 minutes
  GET /conversations/messages/{fourth}
  soon 200 {"message": {"status": "failed", "error": {"code": "not_delivered", "type": "provider", "message": "It answered 429."}}}
# What its provider says by itself counts, and it is not asked again.
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "phone": "+12025550102"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Chat", "type": "WhatsApp", "url": "{peer}/receive/chat"}
  expect 201 {"provider": {"id": "{chat:id}"}}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{bob}", "message": "Fifth"}
  expect 201 {"messageId": "{fifth:id}"}
  GET /conversations/messages/{fifth}
  soon 200 {"message": {"status": "pending", "error": {"code": "not_yet"}}}
  PUT /conversations/messages/{fifth}/status {"status": "delivered"}
  expect 200 {"status": "delivered"}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{bob}", "message": "Sixth"}
  expect 201 {"messageId": "{sixth:id}"}
# Nor is who has said STOP meanwhile.
  POST /conversations/messages/inbound {"type": "WhatsApp", "contactId": "{bob}", "conversationProviderId": "{chat}", "message": "STOP"}
  expect 200
client peer
  DELETE /control
client
  clock +5 hours
  GET /conversations/messages/{sixth}
  soon 200 {"message": {"status": "failed", "error": {"code": "unwanted", "message": "Cannot send message as DND is active for WhatsApp."}}}
  GET /conversations/messages/{fifth}
  expect 200 {"message": {"status": "delivered"}}
  GET /groundlevel/providers/{chat}/deliveries
  expect 200 {"deliveries": [{"messageId": "{sixth}", "state": "withdrawn"}, {"messageId": "{fifth}", "state": "withdrawn", "error": "Its provider has said what became of it"}]}
client peer
  GET /control?type=hook
  expect 200 {"things": []}
client other
  GET /groundlevel/providers/{chat}/deliveries
  expect 200 {"deliveries": []}
  POST /conversations/messages/{sixth}/again
  expect 400

story   a message whose provider never says that it has it fails after a day, and can be sent again
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}", "posts": false}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Post", "type": "Email"}
  expect 201 {"provider": {"id": "{post:id}"}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 201 {"messageId": "{lost:id}"}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 201 {"messageId": "{sent:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "Hello", "subject": "Hello"}
  expect 201 {"messageId": "{thread:id}", "emailMessageId": "{mail:id}"}
  PUT /conversations/messages/{sent}/status {"status": "sent"}
  clock +25 hours
  GET /conversations/messages/{lost}
  soon 200 {"message": {"status": "failed", "error": {"code": "no_answer", "type": "provider"}}}
  GET /conversations/messages/email/{mail}
  soon 200 {"status": "failed", "error": {"code": "no_answer"}}
  GET /conversations/messages/{sent}
  expect 200 {"message": {"status": "sent"}}
  POST /conversations/messages/{thread}/again
  expect 400 {"message": "emailMessageId must say which e-mail of the thread"}
  POST /conversations/messages/{thread}/again {"emailMessageId": "{mail}"}
  expect 200 {"status": "pending"}
  POST /conversations/messages/{lost}/again
  expect 200 {"messageId": "{lost}", "status": "pending"}
  GET /events?types=ProviderOutboundMessage
  expect 200 {"events": [{"payload": {"messageId": "{lost}"}}, {"payload": {"messageId": "{sent}"}}, {"payload": {"emailMessageId": "{mail}"}},
    {"payload": {"messageId": "{thread}", "emailMessageId": "{mail}"}}, {"payload": {"messageId": "{lost}", "message": "Hello"}}]}
  clock +25 hours
  GET /conversations/messages/{lost}
  soon 200 {"message": {"status": "failed"}}
# A provider may be given an address later.
  PUT /groundlevel/providers/{sms} {"url": "http://127.0.0.1:9/x"}
  expect 200 {"provider": {"posts": true, "name": "Texter"}}
  PUT /groundlevel/providers/{sms} {"url": null}
  expect 422
  PUT /groundlevel/providers/{sms} {"authorization": "a\nb"}
  expect 422
  POST /conversations/messages/{lost}/again
  expect 200
  GET /groundlevel/providers/{sms}/deliveries
  soon 200 {"deliveries": [{"id": "{job:text}", "messageId": "{lost}", "state": "retry", "tries": 1, "error": "{text}", "status": "{absent}"}]}
  GET /groundlevel/providers/{sms}/deliveries?before={job}
  expect 200 {"deliveries": []}
  GET /groundlevel/providers/{sms}/deliveries?before=x
  expect 422
  DELETE /groundlevel/providers/{sms}
  expect 200
  GET /conversations/messages/{lost}
  soon 200 {"message": {"status": "failed", "error": {"code": "provider_removed"}}}
  POST /conversations/messages/{lost}/again
  expect 400 {"message": "Its conversation provider is gone"}

story   what is scheduled goes at its time, unless it is called back or the contact wants none by then
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com", "phone": "+12025550102"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Later", "scheduledTimestamp": 4070908800}
  expect 201 {"conversationId": "{talk:id}", "messageId": "{later:id}"}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Never", "scheduledTimestamp": 4070908800000}
  expect 201 {"messageId": "{never:id}"}
  POST /conversations/messages {"type": "SMS", "contactId": "{bob}", "message": "Not to Bob", "scheduledTimestamp": 4070908800}
  expect 201 {"messageId": "{stopped:id}"}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Past", "scheduledTimestamp": 1600000000}
  expect 201 {"messageId": "{past:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Later</p>", "subject": "Later", "scheduledTimestamp": 4070908800}
  expect 201 {"messageId": "{thread:id}", "emailMessageId": "{mail:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Never</p>", "subject": "Never", "scheduledTimestamp": 4070908800}
  expect 201 {"messageId": "{thread2:id}", "emailMessageId": "{mail2:id}"}
  GET /conversations/messages/{later}
  expect 200 {"message": {"status": "scheduled", "scheduledAt": "2099-01-01T00:00:00.000Z"}}
  GET /conversations/messages/{past}
  expect 200 {"message": {"status": "pending", "scheduledAt": "{absent}"}}
  GET /conversations/messages/email/{mail}
  expect 200 {"status": "scheduled"}
  GET /events?types=ProviderOutboundMessage
  expect 200 {"events": [{"payload": {"messageId": "{past}"}}]}
  DELETE /conversations/messages/{never}/schedule
  expect 200 {"status": 200, "message": "Scheduled message cancelled."}
  DELETE /conversations/messages/{never}/schedule
  expect 400 {"canonicalCode": "CONVERSATIONS_MSG_NOT_FOUND"}
  DELETE /conversations/messages/{past}/schedule
  expect 400
  DELETE /conversations/messages/email/{mail2}/schedule
  expect 200 {"status": 200, "message": "Scheduled message cancelled."}
  DELETE /conversations/messages/email/{mail2}/schedule
  expect 400 {"message": "The e-mail is not scheduled any more"}
  DELETE /conversations/messages/{thread}/schedule
  expect 200 {"status": 200}
  DELETE /conversations/messages/{thread2}/schedule
  expect 400
  GET /outgoing?state=ready
  expect 200 {"messages": []}
  GET /conversations/messages/{thread}
  expect 200 {"message": {"status": "withdrawn"}}
  # nor by a provider that is gone by then
  POST /groundlevel/providers {"locationId": "{location}", "name": "Chat", "type": "WhatsApp"}
  expect 201 {"provider": {"id": "{chat:id}"}}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{ann}", "message": "By nobody", "scheduledTimestamp": 4070908800}
  expect 201 {"messageId": "{bynobody:id}"}
  DELETE /groundlevel/providers/{chat}
  PUT /contacts/{bob} {"dnd": true}
  clock +30000 days
  GET /conversations/messages/{later}
  soon 200 {"message": {"status": "pending"}}
  GET /conversations/messages/{stopped}
  soon 200 {"message": {"status": "failed", "error": {"code": "dnd", "type": "provider", "message": "Cannot send message as DND is active."}}}
  GET /conversations/messages/{never}
  expect 200 {"message": {"status": "withdrawn"}}
  GET /conversations/messages/{bynobody}
  expect 200 {"message": {"status": "failed", "error": {"code": "provider_removed"}}}
  GET /events?types=ProviderOutboundMessage
  expect 200 {"events": [{"payload": {"messageId": "{later}", "message": "Later", "messageType": "SMS"}}]}

story   with a contact or a conversation all that was said goes, and what waited is not sent
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello"}
  expect 200 {"conversationId": "{talk:id}", "messageId": "{said:id}"}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Later", "scheduledTimestamp": 4070908800}
  expect 201 {"messageId": "{later:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Later</p>", "scheduledTimestamp": 4070908800}
  expect 201 {"messageId": "{thread:id}", "emailMessageId": "{mail:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "html": "<p>Hello</p>"}
  expect 201 {"conversationId": "{ofbob:id}", "messageId": "{tobob:id}", "emailMessageId": "{bobmail:id}"}
  DELETE /contacts/{ann}
  GET /conversations/{talk}
  expect 400
  GET /conversations/messages/{said}
  expect 400
  GET /conversations/messages/{later}
  expect 400
  GET /conversations/messages/email/{mail}
  expect 400
  PUT /conversations/messages/{later}/status {"status": "delivered"}
  expect 400
  DELETE /conversations/messages/{later}/schedule
  expect 400
  DELETE /conversations/messages/email/{mail}/schedule
  expect 404
  GET /outgoing
  expect 200 {"messages": [{"kind": "message", "state": "ready", "toAddress": "bob@example.com"}, {"kind": "message", "state": "withdrawn", "toAddress": "ann@example.com"}]}
  GET /conversations/search?locationId={location}
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}
  GET /events?types=ConversationUnreadUpdate
  expect 200 {"events": [{"payload": {"unreadCount": 1}}, {"payload": {"id": "{talk}", "contactId": "{ann}", "deleted": true}}]}
  DELETE /conversations/{ofbob}
  GET /conversations/messages/{tobob}
  expect 400
  GET /outgoing?state=ready
  expect 200 {"messages": []}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "html": "<p>Again</p>"}
  expect 201 {"conversationId": "{again:id}"}
  GET /conversations/{again}/messages
  expect 200 {"messages": {"messages": [{"meta": {"email": {"messageIds": ["{id}"]}}}]}}

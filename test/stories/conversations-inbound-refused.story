story   a message that nobody may have brought is refused, and changes nothing
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "phone": "+12025550102"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /conversations/ {"locationId": "{location}", "contactId": "{bob}"}
  expect 201 {"conversation": {"id": "{ofbob:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 400 {"message": "conversationProviderId is required"}
  POST /conversations/messages/inbound {"type": "Custom", "contactId": "{ann}", "message": "Hello"}
  expect 400 {"message": "conversationProviderId is required"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "message": "Hello", "conversationProviderId": "nosuch"}
  expect 400 {"message": "Conversation provider with id nosuch not found"}
  POST /conversations/messages/inbound {"type": "WhatsApp", "contactId": "{ann}", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 400 {"message": "The conversation provider carries SMS, not WhatsApp"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationId": "{ofbob}", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 400 {"message": "The conversation is with another contact"}
  POST /conversations/messages/inbound {"type": "SMS", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 400 {"message": "conversationId or contactId is required"}
  POST /conversations/messages/inbound {"type": "SMS", "conversationId": "nosuch", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 400 {"message": "Conversation with id nosuch not found"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "nosuchcontact1234567", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 400 {"message": "Contact not found"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "message": " ", "conversationProviderId": "{sms}"}
  expect 400 {"message": "message or attachments is required"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "attachments": ["javascript:alert(1)"], "conversationProviderId": "{sms}"}
  expect 422 {"message": ["attachments.0 must be a URL address"]}
  POST /conversations/messages/inbound {"type": "Pigeon", "contactId": "{ann}", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 422
  POST /conversations/messages/outbound {"type": "Call", "conversationId": "{ofbob}"}
  expect 400 {"message": "conversationProviderId is required"}
  POST /conversations/messages/outbound {"type": "SMS", "conversationId": "{ofbob}", "conversationProviderId": "{sms}"}
  expect 422
  POST /conversations/messages/outbound {"type": "Call", "conversationId": "nosuch", "conversationProviderId": "{sms}"}
  expect 400 {"message": "Conversation with id nosuch not found"}
client other
  POST /conversations/messages/inbound {"type": "SMS", "conversationId": "{ofbob}", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 400
client scoped conversations/message.readonly
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 401
client
  GET /conversations/search?locationId={location}
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}", "unreadCount": 0}]}
  GET /conversations/{ofbob}/messages
  expect 200 {"messages": {"messages": []}}
  GET /events?types=InboundMessage,OutboundMessage,ConversationUnreadUpdate
  expect 200 {"events": []}

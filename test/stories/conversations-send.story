story   a message is sent by whoever carries its kind, who says what became of it
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Other", "type": "SMS"}
  expect 201 {"provider": {"id": "{other:id}", "isDefault": false}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Dear {{contact.first_name}},{{#if contact.phone}} we call{{else}} call us{{/if}}{{contact.nothing}}", "altId": "one"}
  expect 201 {"conversationId": "{talk:id}", "messageId": "{first:id}", "msg": "Message queued successfully."}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Once more", "altId": "one"}
  expect 201 {"conversationId": "{talk}", "messageId": "{first}"}
  POST /conversations/messages {"type": "Custom", "contactId": "{ann}", "message": "By another", "conversationProviderId": "{other}", "toNumber": "+12025550777", "fromNumber": "+12025550999", "attachments": ["https://example.com/a.png"]}
  expect 201 {"conversationId": "{talk}", "messageId": "{second:id}"}
  GET /events?types=OutboundMessage,ProviderOutboundMessage
  expect 200 {"events": [
    {"type": "OutboundMessage", "payload": {"messageId": "{first}", "body": "Dear Ann, we call", "status": "pending", "direction": "outbound", "messageType": "SMS", "source": "api", "userId": "{owner}", "contactId": "{ann}", "conversationId": "{talk}"}},
    {"type": "ProviderOutboundMessage", "payload": {"messageId": "{first}", "conversationProviderId": "{sms}", "messageType": "SMS", "phone": "+12025550101", "message": "Dear Ann, we call", "contactId": "{ann}", "attachments": [], "altId": "one"}},
    {"type": "OutboundMessage", "payload": {"messageId": "{second}", "messageType": "Custom"}},
    {"type": "ProviderOutboundMessage", "payload": {"messageId": "{second}", "conversationProviderId": "{other}", "phone": "+12025550777", "fromNumber": "+12025550999", "attachments": ["https://example.com/a.png"]}}
  ]}
  GET /conversations/{talk}
  expect 200 {"unreadCount": 0, "lastMessageType": 22, "messageTypes": [2, 22]}
  PUT /conversations/messages/{first}/status {"status": "delivered"}
  expect 200 {"conversationId": "{talk}", "messageId": "{first}", "status": "delivered"}
  # what comes late changes nothing
  PUT /conversations/messages/{first}/status {"status": "sent"}
  expect 200 {"status": "delivered"}
  PUT /conversations/messages/{first}/status {"status": "read"}
  expect 200 {"status": "read"}
  PUT /conversations/messages/{second}/status {"status": "failed", "error": {"code": "30003", "type": "saas", "message": "Unreachable"}}
  expect 200 {"status": "failed"}
  GET /conversations/{talk}/messages
  expect 200 {"messages": {"messages": [
    {"id": "{second}", "type": 22, "messageType": "TYPE_CUSTOM_PROVIDER_SMS", "status": "failed", "error": {"code": "30003", "type": "saas", "message": "Unreachable"}},
    {"id": "{first}", "type": 2, "status": "read", "conversationProviderId": "{sms}", "to": "+12025550101"}
  ]}}
  GET /conversations/search?locationId={location}
  expect 200 {"conversations": [{"lastOutboundMessageAction": "manual", "lastManualMessageDate": "{whole}", "lastMessageDirection": "outbound", "lastMessageBody": "By another", "lastMessageConversationProviderId": "{other}"}]}

story   what a provider hears of a contact is kept once, counts as unread, and is told
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}", "name": "Texter", "type": "SMS", "isDefault": true}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Caller", "type": "Call"}
  expect 201 {"provider": {"id": "{calls:id}"}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello", "altId": "one"}
  expect 200 {"success": true, "conversationId": "{talk:id}", "messageId": "{first:id}", "contactId": "{ann}", "dateAdded": "{instant}", "message": "{text}", "emailMessageId": "{absent}"}
  # the same said again is the same
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello", "altId": "one"}
  expect 200 {"conversationId": "{talk}", "messageId": "{first}"}
  POST /conversations/messages/inbound {"type": "SMS", "conversationId": "{talk}", "conversationProviderId": "{sms}", "message": "Long ago", "date": "2020-01-02T03:04:05Z"}
  expect 200 {"messageId": "{old:id}", "dateAdded": "2020-01-02T03:04:05.000Z"}
  # what came long ago is not the last
  GET /conversations/search?locationId={location}
  expect 200 {"conversations": [{"lastMessageBody": "Hello", "unreadCount": 2}]}
  POST /conversations/messages/inbound {"type": "Call", "conversationId": "{talk}", "conversationProviderId": "{calls}", "call": {"from": "+12025550101", "to": "+12025550999", "status": "voicemail", "duration": 12}}
  expect 200 {"messageId": "{call:id}"}
  POST /conversations/messages/inbound {"type": "SMS", "conversationId": "{talk}", "conversationProviderId": "{sms}", "message": "From elsewhere", "direction": "outbound", "attachments": ["https://example.com/a.png"]}
  expect 200 {"messageId": "{own:id}"}
  POST /conversations/messages/outbound {"type": "Call", "conversationId": "{talk}", "conversationProviderId": "{calls}", "call": {"from": "+12025550999", "to": "+12025550101", "status": "completed"}, "altId": "dialled"}
  expect 200 {"success": true, "conversationId": "{talk}", "messageId": "{dialled:id}", "contactId": "{ann}"}
  POST /conversations/messages/outbound {"type": "Call", "conversationId": "{talk}", "conversationProviderId": "{calls}", "altId": "dialled"}
  expect 200 {"messageId": "{dialled}"}
  GET /conversations/{talk}
  expect 200 {"unreadCount": 3, "lastMessageType": 1, "messageTypes": [2, 1]}
  GET /conversations/{talk}/messages
  expect 200 {"messages": {"lastMessageId": "{old}", "nextPage": false, "messages": [
    {"id": "{dialled}", "type": 1, "messageType": "TYPE_CALL", "direction": "outbound", "status": "completed", "meta": {"callStatus": "completed"}, "altId": "dialled", "from": "+12025550999", "to": "+12025550101"},
    {"id": "{own}", "direction": "outbound", "status": "sent", "attachments": ["https://example.com/a.png"]},
    {"id": "{call}", "direction": "inbound", "status": "voicemail", "meta": {"callStatus": "voicemail", "callDuration": 12}, "body": "{absent}"},
    {"id": "{first}", "type": 2, "messageType": "TYPE_SMS", "locationId": "{location}", "contactId": "{ann}", "conversationId": "{talk}", "direction": "inbound", "status": "delivered",
      "contentType": "text/plain", "body": "Hello", "attachments": [], "conversationProviderId": "{sms}", "altId": "one", "source": "api"},
    {"id": "{old}", "dateAdded": "2020-01-02T03:04:05.000Z"}
  ]}}
  GET /conversations/{talk}/messages?limit=2&type=TYPE_SMS
  expect 200 {"messages": {"lastMessageId": "{first}", "nextPage": true, "messages": [{"id": "{own}"}, {"id": "{first}"}]}}
  GET /conversations/{talk}/messages?limit=2&type=TYPE_SMS&lastMessageId={first}
  expect 200 {"messages": {"lastMessageId": "{old}", "nextPage": false, "messages": [{"id": "{old}"}]}}
  GET /conversations/messages/{first}
  expect 200 {"message": {"id": "{first}", "body": "Hello"}}
  GET /events?types=InboundMessage,OutboundMessage,ConversationUnreadUpdate,ProviderOutboundMessage
  expect 200 {"events": [
    {"type": "InboundMessage", "payload": {"type": "InboundMessage", "locationId": "{location}", "attachments": [], "body": "Hello", "contactId": "{ann}", "contentType": "text/plain", "conversationId": "{talk}",
      "dateAdded": "{instant}", "direction": "inbound", "messageType": "SMS", "status": "delivered", "messageId": "{first}", "conversationProviderId": "{sms}"}},
    {"type": "ConversationUnreadUpdate", "payload": {"id": "{talk}", "unreadCount": 1}},
    {"type": "InboundMessage", "payload": {"messageId": "{old}", "dateAdded": "2020-01-02T03:04:05.000Z"}},
    {"type": "ConversationUnreadUpdate", "payload": {"unreadCount": 2}},
    {"type": "InboundMessage", "payload": {"messageType": "CALL", "status": "voicemail", "callStatus": "voicemail", "callDuration": 12}},
    {"type": "ConversationUnreadUpdate", "payload": {"unreadCount": 3}},
    {"type": "OutboundMessage", "payload": {"messageId": "{own}", "direction": "outbound", "messageType": "SMS", "attachments": ["https://example.com/a.png"]}},
    {"type": "OutboundMessage", "payload": {"messageId": "{dialled}", "messageType": "CALL", "status": "completed", "callStatus": "completed"}}
  ]}
  POST /conversations/providers/live-chat/typing {"locationId": "{location}", "isTyping": true, "visitorId": "v", "conversationId": "{talk}"}
  expect 201 {"success": true}

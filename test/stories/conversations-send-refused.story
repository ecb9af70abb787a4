story   a message that may not go, or goes nowhere, is refused in upstream's words
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "phone": "+12025550102", "dndSettings": {"SMS": {"status": "active"}, "WhatsApp": {"status": "permanent"}, "Email": {"status": "inactive"}}}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cid", "email": "cid@example.com", "phone": "+12025550103", "dnd": true}
  expect 201 {"contact": {"id": "{cid:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages {"type": "SMS", "contactId": "nosuchcontact1234567", "message": "Hello"}
  expect 400 {"message": "Contact not found"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "message": "Hello"}
  expect 422 {"message": "There is no message or attachments for this message. Skip sending.", "code": "CONVERSATIONS_MSG_NO_CONTENT"}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "  "}
  expect 422 {"code": "CONVERSATIONS_MSG_NO_CONTENT"}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 400 {"message": "Missing phone number"}
  POST /conversations/messages {"type": "SMS", "contactId": "{bob}", "message": "Hello"}
  expect 400 {"message": "Cannot send message as DND is active for SMS."}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{bob}", "message": "Hello"}
  expect 400 {"message": "Cannot send message as DND is active for WhatsApp."}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "html": "Hello"}
  expect 400 {"message": "Unable to send e-mail, contact's e-mail is invalid"}
  POST /conversations/messages {"type": "FB", "contactId": "{cid}", "message": "Hello"}
  expect 400 {"message": "Cannot send message as DND is active."}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "Hello", "emailTo": "stranger@example.com"}
  expect 400 {"code": "CONVERSATIONS_MSG_INVALID_EMAILTO"}
  POST /conversations/messages {"type": "Custom", "contactId": "{ann}", "message": "Hello", "toNumber": "+12025550777"}
  expect 400 {"message": "conversationProviderId is required"}
  POST /conversations/messages {"type": "IG", "contactId": "{ann}", "message": "Hello", "conversationProviderId": "nosuch"}
  expect 400 {"message": "Conversation provider with id nosuch not found"}
  POST /conversations/messages {"type": "IG", "contactId": "{ann}", "message": "Hello", "conversationProviderId": "{sms}"}
  expect 400 {"message": "The conversation provider carries SMS, not IG"}
  POST /conversations/messages {"type": "IG", "contactId": "{ann}", "message": "Hello {{contact.first_name"}
  expect 400 {"message": "Parse error: braces are not closed ({{contact.first_name)"}
  POST /conversations/messages {"type": "IG", "contactId": "{ann}", "message": "{{#if contact.email}}Hello"}
  expect 400
  POST /conversations/messages {"type": "IG", "contactId": "{ann}", "message": "{{a || b}}"}
  expect 400
  POST /conversations/messages {"type": "IG", "contactId": "{ann}", "message": "{{/if}}"}
  expect 400
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "Hello", "threadId": "nosuch"}
  expect 400 {"message": "Message with id nosuch not found"}
  POST /conversations/messages {"type": "SMS", "contactId": "{bob}", "templateId": "nosuch"}
  expect 400 {"message": "Template with id nosuch not found"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "Hello", "forward": {"isForwarded": true}}
  expect 400 {"message": "forward must name an e-mail that is here, by emailMessageId or messageId"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "Hello", "emailFrom": "nobody"}
  expect 422 {"message": ["emailFrom must be an email"]}
  POST /conversations/messages {"type": "Pigeon", "contactId": "{ann}", "message": "Hello", "color": 1}
  expect 422
  PUT /conversations/messages/nosuchmessage1234567/status {"status": "delivered"}
  expect 400 {"message": "Message with id nosuchmessage1234567 not found"}
  DELETE /conversations/messages/nosuchmessage1234567/schedule
  expect 400 {"canonicalCode": "CONVERSATIONS_MSG_NOT_FOUND"}
  DELETE /conversations/messages/email/nosuchmessage1234567/schedule
  expect 404
client other
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello", "toNumber": "+12025550777"}
  expect 400 {"message": "Contact not found"}
client scoped conversations/message.readonly
  POST /conversations/messages {"type": "IG", "contactId": "{ann}", "message": "Hello"}
  expect 401 {"message": "The token is not authorized for this scope."}
client
  GET /conversations/search?locationId={location}
  expect 200 {"conversations": [], "total": 0}
  GET /outgoing
  expect 200 {"messages": []}
  GET /events?types=OutboundMessage,ProviderOutboundMessage
  expect 200 {"events": []}

story   STOP ends text messages to a contact, and START begins them again
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101", "dndSettings": {"Email": {"status": "inactive"}}}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "phone": "+12025550102", "dndSettings": {"WhatsApp": {"status": "permanent"}}}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Chat", "type": "WhatsApp"}
  expect 201 {"provider": {"id": "{chat:id}"}}
# who may bring messages ends them, too
client scoped conversations/message.write
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Do not stop"}
  expect 200
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 201
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": " Stop "}
  expect 200
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 400 {"message": "Cannot send message as DND is active for SMS."}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "QUIT"}
  expect 200
client
  GET /contacts/{ann}
  expect 200 {"contact": {"dndSettings": {"Email": {"status": "inactive"}, "SMS": {"status": "active", "message": "Stop"}, "WhatsApp": "{absent}"}}}
  GET /events?types=ContactDndUpdate
  expect 200 {"events": [{"payload": {"id": "{ann}", "dndSettings": {"SMS": {"status": "active"}}}}]}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "start"}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 201
  POST /conversations/messages/inbound {"type": "WhatsApp", "contactId": "{ann}", "conversationProviderId": "{chat}", "message": "STOPALL"}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{ann}", "message": "Hello"}
  expect 400 {"message": "Cannot send message as DND is active for WhatsApp."}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "Hello"}
  expect 201
  # who left for good does not come back so, and what goes out ends nothing
  POST /conversations/messages/inbound {"type": "WhatsApp", "contactId": "{bob}", "conversationProviderId": "{chat}", "message": "START"}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{bob}", "message": "Hello"}
  expect 400 {"message": "Cannot send message as DND is active for WhatsApp."}
  POST /conversations/messages/inbound {"type": "WhatsApp", "contactId": "{bob}", "conversationProviderId": "{chat}", "message": "STOP"}
  GET /contacts/{bob}
  expect 200 {"contact": {"dndSettings": {"WhatsApp": {"status": "permanent"}}}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{bob}", "conversationProviderId": "{sms}", "message": "STOP", "direction": "outbound"}
  POST /conversations/messages {"type": "SMS", "contactId": "{bob}", "message": "Hello"}
  expect 201

story   what nobody carries fails after an hour, and what waits for a provider that goes fails at once
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{ann}", "message": "Hello"}
  expect 201 {"messageId": "{lost:id}"}
  GET /conversations/messages/{lost}
  expect 200 {"message": {"status": "pending", "conversationProviderId": "{absent}"}}
  PUT /conversations/messages/{lost}/status {"status": "delivered"}
  expect 403 {"message": "No conversation provider found for this message"}
  clock +61 minutes
  GET /conversations/messages/{lost}
  soon 200 {"message": {"status": "failed", "error": {"code": "no_provider", "message": "There is no conversation provider that carries it"}}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Chat", "type": "WhatsApp"}
  expect 201 {"provider": {"id": "{chat:id}"}}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{ann}", "message": "Hello"}
  expect 201 {"messageId": "{waits:id}"}
  POST /conversations/messages {"type": "WhatsApp", "contactId": "{ann}", "message": "Hello"}
  expect 201 {"messageId": "{sent:id}"}
  PUT /conversations/messages/{sent}/status {"status": "sent"}
  GET /groundlevel/providers?locationId={location}
  expect 200 {"providers": [{"id": "{chat}", "name": "Chat"}]}
  PUT /groundlevel/providers/{chat} {"name": "Chat too"}
  expect 200 {"provider": {"id": "{chat}", "name": "Chat too", "type": "WhatsApp", "isDefault": true}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "New", "type": "WhatsApp", "isDefault": true}
  expect 201 {"provider": {"id": "{new:id}", "isDefault": true}}
  GET /groundlevel/providers?locationId={location}
  expect 200 {"providers": [{"id": "{chat}", "isDefault": false}, {"id": "{new}", "isDefault": true}]}
  DELETE /groundlevel/providers/{chat}
  expect 200 {"success": true}
  GET /conversations/messages/{waits}
  expect 200 {"message": {"status": "failed", "error": {"code": "provider_removed"}}}
  GET /conversations/messages/{sent}
  expect 200 {"message": {"status": "sent"}}
  DELETE /groundlevel/providers/{chat}
  expect 400 {"message": "Conversation provider with id {chat} not found"}
  PUT /groundlevel/providers/{chat} {"name": "x"}
  expect 400
  PUT /groundlevel/providers/{new} {"name": null}
  expect 422
  POST /groundlevel/providers {"locationId": "{location}", "name": "Bird", "type": "Pigeon"}
  expect 422
client other
  DELETE /groundlevel/providers/{new}
  expect 400
  GET /groundlevel/providers?locationId={location}
  expect 403
client scoped conversations.readonly
  DELETE /groundlevel/providers/{new}
  expect 401

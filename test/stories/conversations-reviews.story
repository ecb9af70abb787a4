story   a review is answered by whoever brought it
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Reviews", "type": "GMB"}
  expect 201 {"provider": {"id": "{gmb:id}"}}
  POST /conversations/messages/inbound {"type": "GMB", "contactId": "{ann}", "conversationProviderId": "{gmb}", "message": "Hello"}
  expect 200 {"conversationId": "{talk:id}"}
  POST /conversations/messages/review-reply {"locationId": "{location}", "conversationId": "{talk}", "message": "Thank you!"}
  expect 400 {"message": "There is no review in this conversation"}
  POST /conversations/messages/inbound {"type": "Review", "contactId": "{ann}", "conversationProviderId": "{gmb}", "message": "Five stars"}
  expect 200 {"conversationId": "{talk}"}
  POST /conversations/messages/review-reply {"locationId": "{location}", "conversationId": "{talk}", "message": "Thank you!"}
  expect 201 {"conversationId": "{talk}", "messageId": "{said:id}", "messageIds": ["{said}"], "msg": "Message queued successfully."}
  GET /conversations/messages/{said}
  expect 200 {"message": {"type": 17, "messageType": "TYPE_REVIEW", "direction": "outbound", "status": "pending", "body": "Thank you!", "conversationProviderId": "{gmb}"}}
  GET /events?types=OutboundMessage,ProviderOutboundMessage
  expect 200 {"events": [{"payload": {"messageId": "{said}", "messageType": "GMB"}}, {"payload": {"messageId": "{said}", "messageType": "GMB", "message": "Thank you!", "conversationProviderId": "{gmb}"}}]}
  POST /conversations/messages/review-reply {"locationId": "{location}", "conversationId": "nosuch", "message": "Thank you!"}
  expect 400 {"message": "Conversation with id nosuch not found"}
  POST /conversations/messages/review-reply {"locationId": "{location}", "conversationId": "{talk}"}
  expect 422 {"message": ["message should not be empty"]}
client scoped conversations/message.readonly
  POST /conversations/messages/review-reply {"locationId": "{location}", "conversationId": "{talk}", "message": "Thank you!"}
  expect 401
client other
  POST /conversations/messages/review-reply {"locationId": "{otherlocation}", "conversationId": "{talk}", "message": "Mine"}
  expect 400

story   what does not fit a conversation is refused, and nothing is kept of it
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/ {"locationId": "{location}"}
  expect 422 {"message": ["contactId should not be empty"]}
  POST /conversations/ {"locationId": "{location}", "contactId": "nosuchcontact1234567"}
  expect 400 {"message": "Contact not found"}
  POST /conversations/ {"locationId": "{location}", "contactId": "{ann}", "color": "red"}
  expect 422 {"message": ["property color should not exist"]}
  GET /conversations/search?locationId={location}
  expect 200 {"conversations": [], "total": 0}
  POST /conversations/ {"locationId": "{location}", "contactId": "{ann}"}
  expect 201 {"conversation": {"id": "{talk:id}"}}
  PUT /conversations/{talk} {"unreadCount": -1, "starred": "yes", "status": "closed"}
  expect 422 {"message": ["unreadCount must not be less than 0", "starred must be a boolean value", "property status should not exist"]}
  PUT /conversations/nosuchtalk1234567890 {"unreadCount": 1}
  expect 400 {"message": "Conversation with id nosuchtalk1234567890 not found"}
  DELETE /conversations/nosuchtalk1234567890
  expect 400
  GET /conversations/messages
  expect 400 {"message": "Conversation with id messages not found"}
  GET /conversations/nosuchtalk1234567890/messages
  expect 400
  GET /conversations/{talk}/messages?lastMessageId=nosuch
  expect 400 {"message": "Message with id nosuch not found"}
  GET /conversations/{talk}/messages?limit=101
  expect 422
  GET /conversations/messages/nosuchmessage1234567
  expect 400 {"message": "Message with id nosuchmessage1234567 not found"}
  GET /conversations/messages/email/nosuchmessage1234567
  expect 400
  GET /conversations/search
  expect 422
  GET /conversations/search?locationId={location}&status=closed
  expect 422
  GET /conversations/search?locationId={location}&sort=down
  expect 422
  POST /conversations/providers/live-chat/typing {"locationId": "{location}", "isTyping": true, "visitorId": "v", "conversationId": "nosuch"}
  expect 400 {"message": "Conversation with id nosuch not found"}
client other
  GET /conversations/{talk}
  expect 400
  PUT /conversations/{talk} {"unreadCount": 5}
  expect 400
  DELETE /conversations/{talk}
  expect 400
  GET /conversations/{talk}/messages
  expect 400
  GET /conversations/search?locationId={location}
  expect 403
client scoped conversations.readonly
  PUT /conversations/{talk} {"unreadCount": 5}
  expect 401 {"message": "The token is not authorized for this scope."}
  GET /conversations/{talk}/messages
  expect 401
client scoped conversations.write
  GET /conversations/{talk}
  expect 401
client
  GET /conversations/{talk}
  expect 200 {"unreadCount": 0}

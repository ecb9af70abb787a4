story   a contact has one conversation, which is made, read, marked and deleted
client
  POST /contacts/ {"locationId": "{location}", "firstName": "ann", "lastName": "McLeod", "email": "ann@example.com", "phone": "+12025550101", "assignedTo": "{owner}"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/ {"locationId": "{location}", "contactId": "{ann}"}
  expect 201 {"success": true, "conversation": {"id": "{talk:id}", "contactId": "{ann}", "locationId": "{location}", "deleted": false, "assignedTo": "{owner}",
    "unreadCount": 0, "lastMessageType": "TYPE_NO_SHOW", "lastMessageDate": "{made:instant}", "dateAdded": "{made}", "dateUpdated": "{instant}"}}
  POST /conversations/ {"locationId": "{location}", "contactId": "{ann}"}
  expect 400 {"message": "Conversation already exists for this contact.", "meta": {"conversationId": "{talk}"}}
  GET /conversations/{talk}
  expect 200 {"id": "{talk}", "contactId": "{ann}", "locationId": "{location}", "type": 1, "deleted": false, "inbox": true, "starred": false, "unreadCount": 0,
    "lastMessageType": 100, "lastMessageDate": {"seconds": "{whole}", "nanoseconds": "{whole}"}, "messageTypes": [], "assignedTo": "{owner}"}
  PUT /conversations/{talk} {"locationId": "{location}", "unreadCount": 2, "starred": true, "feedback": {"good": true}}
  expect 200 {"success": true, "conversation": {"id": "{talk}", "unreadCount": 2, "starred": true}}
  PUT /conversations/{talk} {"unreadCount": 2}
  expect 200
  PUT /conversations/{talk} {"unreadCount": 0}
  expect 200 {"conversation": {"unreadCount": 0, "starred": true}}
  GET /conversations/{talk}/messages
  expect 200 {"messages": {"messages": [], "lastMessageId": null, "nextPage": false}}
  DELETE /conversations/{talk}
  expect 200 {"success": true}
  GET /conversations/{talk}
  expect 400 {"message": "Conversation with id {talk} not found"}
  GET /events?types=ConversationUnreadUpdate
  expect 200 {"events": [
    {"payload": {"type": "ConversationUnreadUpdate", "locationId": "{location}", "id": "{talk}", "contactId": "{ann}", "unreadCount": 2, "starred": true, "inbox": true, "deleted": false}},
    {"payload": {"unreadCount": 0, "starred": true, "deleted": false}},
    {"payload": {"id": "{talk}", "deleted": true}}
  ]}
  # the next message makes a new one
  POST /conversations/ {"locationId": "{location}", "contactId": "{ann}"}
  expect 201 {"conversation": {"id": "{id}"}}

story   a booking and an opportunity stand in the conversation as what happened
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal", "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}", "contactId": "{ann}", "startTime": "2030-01-07T10:00:00", "title": "First talk"}
  expect 201
  GET /conversations/search?locationId={location}
  expect 200 {"total": 1, "conversations": [{"id": "{talk:id}", "contactId": "{ann}", "lastMessageType": "TYPE_NO_SHOW", "messageTypes": [100], "unreadCount": 0, "lastMessageBody": "", "lastMessageDirection": null, "lastMessageDate": "{first:whole}"}]}
  GET /conversations/{talk}/messages
  expect 200 {"messages": {"messages": [{"type": 31, "messageType": "TYPE_ACTIVITY_APPOINTMENT", "body": "First talk", "contactId": "{ann}"}]}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello"}
  expect 200 {"conversationId": "{talk}"}
  clock +1 minute
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{a:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"createdAt": "{at:instant}"}}
  GET /conversations/{talk}
  expect 200 {"unreadCount": 1, "lastMessageType": 2, "messageTypes": [100, 2]}
  GET /conversations/search?locationId={location}&updatedAfter={at}
  expect 200 {"total": 0}
  GET /conversations/search?locationId={location}
  expect 200 {"conversations": [{"lastMessageBody": "Hello", "lastMessageDirection": "inbound", "lastMessageType": "TYPE_SMS"}]}
  GET /conversations/{talk}/messages
  expect 200 {"messages": {"messages": [{"type": 28, "messageType": "TYPE_ACTIVITY_OPPORTUNITY", "body": "Deal", "dateAdded": "{at}"}, {"type": 2}, {"type": 31}]}}
  GET /conversations/messages/export?locationId={location}
  expect 200 {"total": 3}
  GET /events?types=InboundMessage,OutboundMessage
  expect 200 {"events": [{"type": "InboundMessage"}]}

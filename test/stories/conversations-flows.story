story   a flow hears a message, answers it, and another does a provider's work
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Caller", "type": "Call"}
  expect 201 {"provider": {"id": "{calls:id}"}}
  POST /flows/apply {"files": [
    "{\"flow\": \"answers\", \"enabled\": true, \"on\": {\"event\": \"highlevel.message.inbound.created\"}, \"only\": \"{{ item.messageType == 'TYPE_SMS' }}\", \"do\": [{\"id\": \"t\", \"get\": \"highlevel.conversation\", \"where\": {\"conversationId\": \"{{ item.conversationId }}\"}}, {\"post\": \"highlevel.message\", \"set\": {\"type\": \"SMS\", \"contactId\": \"{{ steps.t.contactId }}\", \"message\": \"You said {{ item.body }}\"}}]}",
    "{\"flow\": \"carries\", \"enabled\": true, \"on\": {\"event\": \"highlevel.message.delivery.created\"}, \"do\": [{\"put\": \"highlevel.message-status\", \"where\": {\"messageId\": \"{{ item.id }}\"}, \"set\": {\"status\": \"delivered\"}}]}",
    "{\"flow\": \"reads\", \"enabled\": true, \"on\": {\"manual\": \"call\"}, \"do\": [{\"id\": \"s\", \"get\": \"highlevel.message-transcription\", \"where\": {\"messageId\": \"{{ call.id }}\"}}, {\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ call.who }}\"}, \"set\": {\"body\": \"{{ steps.s[0].transcript }}\"}}]}"]}
  expect 200
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello"}
  expect 200 {"conversationId": "{talk:id}"}
  GET /conversations/{talk}/messages
  soon 200 {"messages": {"messages": [{"body": "You said Hello", "direction": "outbound", "status": "delivered", "source": "workflow"}, {"body": "Hello"}]}}
  GET /conversations/search?locationId={location}
  expect 200 {"conversations": [{"lastOutboundMessageAction": "automated", "unreadCount": 1}]}
  POST /conversations/messages/outbound {"type": "Call", "conversationId": "{talk}", "conversationProviderId": "{calls}", "call": {"status": "completed"}}
  expect 200 {"messageId": "{call:id}"}
  PUT /conversations/messages/{call}/transcription {"sentences": [{"mediaChannel": 1, "startTime": 0, "endTime": 1, "transcript": "Good day"}]}
  POST /flows/reads/run {"data": {"id": "{call}", "who": "{ann}"}}
  expect 202
  GET /flows/runs?flow=reads
  soon 200 {"runs": [{"state": "done"}]}
  GET /contacts/{ann}/notes
  soon 200 {"notes": [{"body": "Good day"}]}

story   e-mails that are to go at a time are listed until they have gone, and say what became of them
client
  GET /emails/schedule?locationId={location}&emailStatus=all
  expect 200 {"schedules": [], "total": ["0"]}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Post", "type": "Email"}
  expect 201 {"provider": {"id": "{post:id}"}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "No mail", "scheduledTimestamp": 4070908800}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>1</p>", "subject": "At once", "conversationProviderId": "{post}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>2</p>", "subject": "Spring news", "scheduledTimestamp": 4070908800, "conversationProviderId": "{post}"}
  expect 201 {"messageId": "{thread:id}", "emailMessageId": "{spring:id}", "conversationId": "{talk:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>3</p>", "subject": "Winter news", "scheduledTimestamp": 4070908700, "threadId": "{thread}", "conversationProviderId": "{post}"}
  expect 201 {"emailMessageId": "{winter:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>4</p>", "subject": "Called back", "scheduledTimestamp": 4070908900}
  expect 201 {"emailMessageId": "{back:id}"}
  # by default those that have gone out: none
  GET /emails/schedule?locationId={location}
  expect 200 {"schedules": [], "total": ["0"]}
  GET /emails/schedule?locationId={location}&emailStatus=scheduled
  expect 200 {"schedules": [{"id": "{back}"}, {"id": "{spring}", "_id": "{spring}", "documentId": "{spring}", "name": "Spring news", "status": "active", "emailStatus": "scheduled", "scheduledAt": "2099-01-01T00:00:00.000Z", "contactId": "{ann}", "conversationId": "{talk}", "locationId": "{location}", "isPlainText": false, "sendDays": [], "child": [], "childCount": 0, "deleted": false, "repeatAfter": "", "deliveredCount": 0}, {"id": "{winter}"}], "total": ["3"]}
  DELETE /conversations/messages/email/{back}/schedule
  GET /emails/schedule?locationId={location}&emailStatus=scheduled&limit=1&offset=1
  expect 200 {"schedules": [{"id": "{winter}"}], "total": ["2"]}
  GET /emails/schedule?locationId={location}&emailStatus=all&name=spRing
  expect 200 {"schedules": [{"id": "{spring}"}], "total": ["1"]}
  GET /emails/schedule?locationId={location}&emailStatus=all&status=cancelled
  expect 200 {"schedules": [{"id": "{back}", "status": "cancelled", "emailStatus": "withdrawn"}], "total": ["1"]}
  GET /emails/schedule?locationId={location}&emailStatus=cancelled
  expect 200 {"schedules": [], "total": ["0"]}
  GET /emails/schedule?locationId={location}&emailStatus=scheduled&limitedFields=true&showStats=false
  expect 200 {"schedules": [{"id": "{spring}", "templateType": "html", "name": "{absent}", "scheduledAt": "{absent}", "deliveredCount": "{absent}"}, {"id": "{winter}"}]}
  GET /emails/schedule?locationId={location}&emailStatus=scheduled&showStats=false
  expect 200 {"schedules": [{"name": "Spring news", "deliveredCount": "{absent}", "openedCount": "{absent}"}, {"id": "{winter}"}]}
  GET /emails/schedule?locationId={location}&emailStatus=all&archived=true
  expect 200 {"schedules": [], "total": ["0"]}
  GET /emails/schedule?locationId={location}&emailStatus=all&parentId={ann}
  expect 200 {"schedules": [], "total": ["0"]}
  GET /emails/schedule?locationId={location}&emailStatus=paused
  expect 200 {"schedules": [], "total": ["0"]}
  # what cannot be asked
  GET /emails/schedule
  expect 422 {"message": ["locationId should not be empty"]}
  GET /emails/schedule?locationId={location}&status=gone
  expect 422
  GET /emails/schedule?locationId={location}&limit=101
  expect 422
client other
  GET /emails/schedule?locationId={location}&emailStatus=all
  expect 403
  GET /emails/schedule?locationId={otherlocation}&emailStatus=all
  expect 200 {"schedules": [], "total": ["0"]}
client scoped emails/builder.readonly
  GET /emails/schedule?locationId={location}
  expect 401 {"message": "The token is not authorized for this scope."}
client
  # when its time has come it goes, and is among those that have gone
  clock +30000 days
  GET /emails/schedule?locationId={location}&emailStatus=processing
  soon 200 {"schedules": [{"id": "{spring}", "emailStatus": "pending"}, {"id": "{winter}"}], "total": ["2"]}
  PUT /conversations/messages/{thread}/status {"status": "delivered", "emailMessageId": "{spring}"}
  expect 200
  PUT /conversations/messages/{thread}/status {"status": "failed", "emailMessageId": "{winter}", "error": {"code": "1", "type": "smtp", "message": "No such box"}}
  expect 200
  GET /emails/schedule?locationId={location}
  expect 200 {"schedules": [{"id": "{spring}", "emailStatus": "delivered", "deliveredCount": 1, "openedCount": 0}], "total": ["1"]}
  GET /emails/schedule?locationId={location}&status=complete&emailStatus=success
  expect 200 {"schedules": [{"id": "{spring}"}], "total": ["1"]}
  GET /emails/schedule?locationId={location}&emailStatus=error
  expect 200 {"schedules": [{"id": "{winter}", "status": "active"}], "total": ["1"]}
  # a conversation that is gone takes what was to go with it
  DELETE /conversations/{talk}
  GET /emails/schedule?locationId={location}&emailStatus=all
  expect 200 {"schedules": [], "total": ["0"]}

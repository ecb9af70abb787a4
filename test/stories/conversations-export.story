story   all messages are given page by page, none twice and none left out
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "phone": "+12025550102"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "1", "date": "2026-01-01T00:00:00Z"}
  expect 200 {"conversationId": "{ofann:id}", "messageId": "{one:id}"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{bob}", "conversationProviderId": "{sms}", "message": "2", "date": "2026-01-01T00:00:00Z"}
  expect 200 {"messageId": "{two:id}"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "3", "date": "2026-01-03T00:00:00Z"}
  expect 200 {"messageId": "{three:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "x"}
  expect 201 {"messageId": "{mail:id}"}
  GET /conversations/messages/export?locationId={location}
  expect 200 {"total": 3, "nextCursor": null, "messages": [{"id": "{three}"}, {"id": "{two}"}, {"id": "{one}", "messageType": "TYPE_SMS", "contactId": "{ann}", "conversationId": "{ofann}", "locationId": "{location}"}]}
  GET /conversations/messages/export?locationId={location}&limit=2
  expect 200 {"total": 3, "nextCursor": "{next:text}", "messages": [{"id": "{three}"}, {"id": "{two}"}]}
  # what comes in meanwhile moves nothing
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "4", "date": "2026-01-04T00:00:00Z"}
  expect 200 {"messageId": "{four:id}"}
  GET /conversations/messages/export?locationId={location}&limit=2&cursor={next}
  expect 200 {"nextCursor": null, "messages": [{"id": "{one}"}]}
  GET /conversations/messages/export?locationId={location}&limit=2&cursor={next}&sortOrder=asc
  expect 400 {"message": "cursor must be the nextCursor of a page of the same export"}
  GET /conversations/messages/export?locationId={location}&cursor=nothing
  expect 400
  GET /conversations/messages/export?locationId={location}&sortOrder=asc&limit=1
  expect 200 {"total": 4, "nextCursor": "{after:text}", "messages": [{"id": "{one}"}]}
  GET /conversations/messages/export?locationId={location}&sortOrder=asc&limit=1&cursor={after}
  expect 200 {"messages": [{"id": "{two}"}]}
  GET /conversations/messages/export?locationId={location}&channel=Email
  expect 200 {"total": 1, "messages": [{"id": "{mail}", "messageType": "TYPE_EMAIL"}]}
  GET /conversations/messages/export?locationId={location}&channel=SMS&contactId={bob}
  expect 200 {"total": 1, "messages": [{"id": "{two}"}]}
  GET /conversations/messages/export?locationId={location}&channel=WhatsApp
  expect 200 {"total": 0, "messages": [], "nextCursor": null}
  GET /conversations/messages/export?locationId={location}&conversationId={ofann}
  expect 200 {"total": 3, "messages": [{"id": "{four}"}, {"id": "{three}"}, {"id": "{one}"}]}
  GET /conversations/messages/export?locationId={location}&conversationId={ofann}&contactId={bob}
  expect 200 {"total": 0, "messages": []}
  GET /conversations/messages/export?locationId={location}&startDate=2026-01-02&endDate=2026-01-03T00:00:00.000Z
  expect 200 {"total": 1, "messages": [{"id": "{three}"}]}
  PUT /conversations/messages/{one}/status {"status": "read"}
  GET /conversations/messages/export?locationId={location}&sortBy=updatedAt&limit=1
  expect 200 {"messages": [{"id": "{one}", "status": "read"}]}
  GET /conversations/messages/export?locationId={location}&sortBy=updatedAt&channel=SMS&sortOrder=asc&limit=1
  expect 200 {"messages": [{"id": "{two}"}]}
  GET /conversations/messages/export?locationId={location}&startDate=1767225600000
  expect 400 {"code": "CONVERSATIONS_MSG_INVALID_START_DATE_FORMAT", "message": "startDate must be a valid ISO 8601 date string"}
  GET /conversations/messages/export?locationId={location}&limit=1000
  expect 200 {"total": 4}
  GET /conversations/messages/export
  expect 422
client other
  GET /conversations/messages/export?locationId={location}
  expect 403
  GET /conversations/messages/export?locationId={otherlocation}&conversationId={ofann}
  expect 200 {"messages": []}
client scoped conversations.readonly
  GET /conversations/messages/export?locationId={location}
  expect 401
client
  DELETE /contacts/{ann}
  GET /conversations/messages/export?locationId={location}
  expect 200 {"total": 1, "messages": [{"id": "{two}"}]}

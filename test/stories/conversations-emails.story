story   e-mails of a contact stand in threads, with their words, and go out by the queue of mail
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "<Lee>", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Dear {{contact.last_name}}</p>", "subject": "For {{contact.first_name}}", "emailFrom": "me@example.com",
    "emailCc": ["cc@example.com"], "emailBcc": ["bcc@example.com"], "attachments": ["https://example.com/a.pdf?x=1&y=2"], "altId": "first"}
  expect 201 {"conversationId": "{talk:id}", "messageId": "{thread:id}", "emailMessageId": "{first:id}", "msg": "Email queued."}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "x", "altId": "first"}
  expect 201 {"messageId": "{thread}", "emailMessageId": "{first}"}
  GET /outgoing
  expect 200 {"messages": [{"kind": "message", "channel": "email", "state": "ready", "toAddress": "ann@example.com", "fromAddress": "me@example.com", "subject": "For Ann",
    "body": "<p>Dear &lt;Lee&gt;</p><p><a href=\"https://example.com/a.pdf?x=1&amp;y=2\">Attachment 1</a></p>", "html": true, "contactId": "{ann}", "id": "{out:id}"}]}
  GET /conversations/messages/email/{first}
  expect 200 {"id": "{first}", "threadId": "{thread}", "contactId": "{ann}", "conversationId": "{talk}", "locationId": "{location}", "subject": "For Ann", "body": "<p>Dear &lt;Lee&gt;</p>",
    "direction": "outbound", "status": "pending", "contentType": "text/html", "attachments": ["https://example.com/a.pdf?x=1&y=2"], "from": "me@example.com", "to": ["ann@example.com"],
    "cc": ["cc@example.com"], "bcc": ["bcc@example.com"], "provider": "smtp", "altId": "first"}
  # an answer joins the thread, by the e-mail or by the thread
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>And</p>", "replyMessageId": "{first}"}
  expect 201 {"messageId": "{thread}", "emailMessageId": "{second:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Then</p>", "threadId": "{thread}"}
  expect 201 {"messageId": "{thread}", "emailMessageId": "{third:id}"}
  GET /conversations/messages/email/{third}
  expect 200 {"subject": "Re: For Ann", "replyToMessageId": "{second}"}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Post", "type": "Email", "isDefault": false}
  expect 201 {"provider": {"id": "{post:id}"}}
  POST /conversations/messages/inbound {"type": "Email", "conversationId": "{talk}", "conversationProviderId": "{post}", "html": "<p>Thanks</p>", "subject": "Re: For Ann", "emailMessageId": "{third}", "altId": "<abc@mail.example>"}
  expect 200 {"messageId": "{thread}", "emailMessageId": "{fourth:id}"}
  POST /conversations/messages/inbound {"type": "Email", "conversationId": "{talk}", "conversationProviderId": "{post}", "html": "<p>Thanks</p>", "altId": "<abc@mail.example>"}
  expect 200 {"messageId": "{thread}", "emailMessageId": "{fourth}"}
  POST /conversations/messages/inbound {"type": "Email", "conversationId": "{talk}", "conversationProviderId": "{post}", "message": "New", "subject": "Other", "emailFrom": "Ann <ann@example.com>", "emailTo": "me@example.com"}
  expect 200 {"messageId": "{thread2:id}", "emailMessageId": "{fifth:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>To all</p>", "replyMessageId": "{first}", "emailReplyMode": "reply_all", "emailCc": ["more@example.com"], "emailFrom": "me@example.com"}
  expect 201 {"messageId": "{thread}", "emailMessageId": "{toall:id}"}
  GET /conversations/messages/email/{toall}
  expect 200 {"cc": ["more@example.com", "cc@example.com"], "to": ["ann@example.com"], "bcc": []}
  POST /conversations/messages/inbound {"type": "Email", "conversationId": "{talk}", "conversationProviderId": "{post}", "html": "x", "emailMessageId": "nosuch"}
  expect 400 {"message": "Message with id nosuch not found"}
  GET /conversations/messages/email/{fifth}
  expect 200 {"direction": "inbound", "status": "delivered", "contentType": "text/plain", "from": "Ann <ann@example.com>", "to": ["me@example.com"], "body": "New", "conversationProviderId": "{post}"}
  GET /conversations/messages/email/{fourth}
  expect 200 {"from": "ann@example.com", "to": [], "altId": "<abc@mail.example>"}
  GET /conversations/{talk}/messages
  expect 200 {"messages": {"messages": [
    {"id": "{thread2}", "type": 3, "messageType": "TYPE_EMAIL", "body": "{absent}", "meta": {"email": {"subject": "Other", "messageIds": ["{fifth}"]}}},
    {"id": "{thread}", "direction": "outbound", "status": "pending", "meta": {"email": {"subject": "For Ann", "messageIds": ["{first}", "{second}", "{third}", "{fourth}", "{toall}"]}}}
  ]}}
  GET /conversations/{talk}
  expect 200 {"unreadCount": 2, "lastMessageType": 3}
  GET /events?types=InboundMessage
  expect 200 {"events": [{"payload": {"messageType": "Email", "emailMessageId": "{fourth}", "threadId": "{thread}", "subject": "Re: For Ann", "body": "<p>Thanks</p>", "from": "ann@example.com"}}, {"payload": {"emailMessageId": "{fifth}", "to": ["me@example.com"]}}]}
  # from templates
  POST /emails/builder {"locationId": "{location}", "type": "html", "name": "Letter"}
  expect 201 {"id": "{letter:hex}"}
  POST /emails/builder/data {"locationId": "{location}", "templateId": "{letter}", "updatedBy": "me", "dnd": {}, "html": "<b>{{contact.first_name}}</b>", "editorType": "html"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "templateId": "{letter}", "subject": "S"}
  expect 201 {"emailMessageId": "{lettermail:id}"}
  GET /conversations/messages/email/{lettermail}
  expect 200 {"body": "<b>Ann</b>", "subject": "S"}
  POST /locations/{location}/templates {"name": "Short", "type": "sms", "template": {"body": "Hi {{contact.first_name}}"}}
  expect 201 {"template": {"id": "{short:id}"}}
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "templateId": "{short}", "toNumber": "+12025550777"}
  expect 201 {"messageId": "{texted:id}"}
  GET /conversations/messages/{texted}
  expect 200 {"message": {"body": "Hi Ann"}}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "templateId": "{short}"}
  expect 400 {"message": "Template with id {short} not found"}
  # by a provider of e-mails
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>By post</p>", "subject": "Post", "conversationProviderId": "{post}"}
  expect 201 {"messageId": "{posted:id}", "emailMessageId": "{postmail:id}"}
  GET /events?types=ProviderOutboundMessage
  expect 200 {"events": [{"payload": {"messageId": "{posted}", "emailMessageId": "{postmail}", "messageType": "Email", "html": "<p>By post</p>", "subject": "Post", "emailTo": ["ann@example.com"], "phone": "{absent}"}}]}
  PUT /conversations/messages/{posted}/status {"status": "delivered"}
  expect 401 {"message": "No message found for the id: {posted} passed in params"}
  PUT /conversations/messages/{posted}/status {"status": "delivered", "emailMessageId": "{postmail}"}
  expect 200 {"messageId": "{posted}", "emailMessageId": "{postmail}", "status": "delivered"}
  GET /conversations/messages/email/{postmail}
  expect 200 {"status": "delivered"}
  GET /conversations/messages/{posted}
  expect 200 {"message": {"status": "delivered"}}
  # a thread is as its newest e-mail is
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>More by post</p>", "threadId": "{posted}", "conversationProviderId": "{post}"}
  expect 201 {"messageId": "{posted}", "emailMessageId": "{newer:id}"}
  PUT /conversations/messages/{posted}/status {"status": "read", "emailMessageId": "{postmail}"}
  expect 200 {"status": "read"}
  GET /conversations/messages/{posted}
  expect 200 {"message": {"status": "pending"}}
  PUT /conversations/messages/{posted}/status {"status": "sent", "emailMessageId": "{newer}"}
  GET /conversations/messages/{posted}
  expect 200 {"message": {"status": "sent"}}
  PUT /conversations/messages/{thread}/status {"status": "delivered", "emailMessageId": "{first}"}
  expect 403 {"message": "No conversation provider found for this message"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Later by post</p>", "conversationProviderId": "{post}", "scheduledTimestamp": 4070908800}
  expect 201 {"emailMessageId": "{latermail:id}", "messageId": "{laterthread:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Never by post</p>", "conversationProviderId": "{post}", "scheduledTimestamp": 4070908800}
  expect 201 {"emailMessageId": "{nevermail:id}"}
  DELETE /conversations/messages/email/{nevermail}/schedule
  expect 200
  clock +30000 days
  GET /conversations/messages/email/{latermail}
  soon 200 {"status": "pending"}
  GET /conversations/messages/email/{nevermail}
  expect 200 {"status": "withdrawn"}

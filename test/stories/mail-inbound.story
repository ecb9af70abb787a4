story   an e-mail that comes in joins the thread that it answers, else the conversation of whoever wrote it, once
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Hello</p>", "subject": "Your order"}
  expect 201 {"conversationId": "{talk:id}", "messageId": "{thread:id}", "emailMessageId": "{first:id}"}
  GET /outgoing
  expect 200 {"messages": [{"id": "{out:id}"}]}
# An answer to ours, by the id that it went out under.
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "one@mail.example", "answers": ["{out}@desk.example"], "from": "ann@example.com", "fromName": "Ann", "to": ["desk@ground.example"], "subject": "Re: Your order", "message": "Thanks", "date": "2020-01-02T03:04:05Z"}
  expect 200 {"kept": true, "reason": "{absent}", "conversationId": "{talk}", "messageId": "{thread}", "emailMessageId": "{second:id}", "contactId": "{ann}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "one@mail.example", "from": "ann@example.com", "subject": "Re: Your order", "message": "Thanks"}
  expect 200 {"kept": false, "reason": "known", "messageId": "{absent}"}
# An answer to an answer, also from an address that nobody knows; the subject may say AW:.
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "two@mail.example", "answers": ["unknown@mail.example", "one@mail.example"], "from": "ann-at-home@example.net", "subject": "AW: Re: your ORDER", "html": "<p>And</p>", "message": "And"}
  expect 200 {"kept": true, "messageId": "{thread}", "emailMessageId": "{third:id}", "contactId": "{ann}"}
# The same conversation with another subject is another thread; what answers nothing is of its sender.
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "three@mail.example", "answers": ["one@mail.example"], "from": "ann@example.com", "subject": "Another thing", "message": "x"}
  expect 200 {"kept": true, "conversationId": "{talk}", "messageId": "{other:id}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "four@mail.example", "from": "ANN@example.com", "subject": "Your order", "message": "By subject alone nothing is joined", "files": "[a.pdf, 12 bytes]\n"}
  expect 200 {"kept": true, "conversationId": "{talk}", "messageId": "{alone:id}", "emailMessageId": "{fourth:id}"}
  GET /conversations/messages/email/{fourth}
  expect 200 {"direction": "inbound", "status": "delivered", "source": "email", "from": "ANN@example.com", "body": "By subject alone nothing is joined\n[a.pdf, 12 bytes]\n", "altId": "<four@mail.example>", "automatic": false}
  GET /conversations/messages/email/{third}
  expect 200 {"body": "<p>And</p>", "contentType": "text/html", "from": "ann-at-home@example.net", "replyToMessageId": "{second}"}
  GET /conversations/{talk}/messages
  expect 200 {"messages": {"messages": [
    {"id": "{alone}", "meta": {"email": {"subject": "Your order"}}}, {"id": "{other}"},
    {"id": "{thread}", "direction": "inbound", "status": "delivered", "meta": {"email": {"messageIds": ["{first}", "{second}", "{third}"]}}}]}}
  GET /conversations/{talk}
  expect 200 {"unreadCount": 4}
# Our answer names theirs.
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Good</p>", "threadId": "{thread}"}
  expect 201 {"messageId": "{thread}"}
# Who is no contact becomes one, or is passed over.
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "five@mail.example", "from": "new@example.com", "fromName": "Bob New", "subject": "Hi", "message": "x", "unknown": "drop"}
  expect 200 {"kept": false, "reason": "unknown"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "five@mail.example", "from": "new@example.com", "fromName": "Bob New", "subject": "Hi", "message": "x"}
  expect 200 {"kept": true, "contactId": "{bob:id}"}
  GET /contacts/{bob}
  expect 200 {"contact": {"email": "new@example.com", "firstName": "Bob", "lastName": "New", "source": "email"}}
# What is ours is not heard.
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "{out}@desk.example", "from": "desk@ground.example", "subject": "Your order", "message": "x"}
  expect 200 {"kept": false, "reason": "ours"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "rewritten@relay.example", "loop": "{out}", "from": "desk@ground.example", "subject": "Your order", "message": "x"}
  expect 200 {"kept": false, "reason": "ours"}
  GET /events?types=InboundMessage
  expect 200 {"events": [
    {"payload": {"messageType": "Email", "emailMessageId": "{second}", "threadId": "{thread}", "body": "Thanks", "from": "ann@example.com", "to": ["desk@ground.example"], "dateAdded": "2020-01-02T03:04:05.000Z", "source": "email", "automatic": "{absent}"}},
    {"payload": {"emailMessageId": "{third}"}}, {"payload": {"messageId": "{other}"}}, {"payload": {"messageId": "{alone}"}}, {"payload": {"contactId": "{bob}"}}]}
client other
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "six@mail.example", "from": "ann@example.com"}
  expect 403
  POST /groundlevel/mail/inbound {"locationId": "{otherlocation}", "id": "one@mail.example", "answers": ["{out}@desk.example"], "from": "ann@example.com", "subject": "Re: Your order", "message": "x", "unknown": "drop"}
  expect 200 {"kept": false, "reason": "unknown"}
client scoped conversations.readonly
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "six@mail.example", "from": "ann@example.com"}
  expect 401

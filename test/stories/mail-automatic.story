story   what no person wrote is kept and wakes nobody; what came back fails what it is about; too much is held
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Hello</p>", "subject": "Your order"}
  expect 201 {"conversationId": "{talk:id}", "messageId": "{thread:id}", "emailMessageId": "{first:id}"}
  GET /outgoing
  expect 200 {"messages": [{"id": "{out:id}"}]}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "away@mail.example", "answers": ["{out}@desk.example"], "from": "ann@example.com", "subject": "Your order", "message": "STOP", "automatic": true}
  expect 200 {"kept": true, "messageId": "{thread}", "emailMessageId": "{away:id}"}
  GET /conversations/messages/email/{away}
  expect 200 {"automatic": true}
  GET /conversations/{talk}
  expect 200 {"unreadCount": 0}
  GET /events?types=InboundMessage,ContactDndUpdate
  expect 200 {"events": [{"type": "InboundMessage", "payload": {"emailMessageId": "{away}", "automatic": true}}]}
  GET /contacts/{ann}
  expect 200 {"contact": {"dnd": "{absent}"}}
# It may still arrive, or it has failed; a full mailbox is not the end of an address.
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "b0@mx.example", "from": "mailer-daemon@mx.example", "automatic": true, "bounces": [{"id": "{out}@desk.example", "receiver": "ann@example.com", "action": "delayed", "status": "4.4.1"}]}
  expect 200 {"kept": false, "reason": "bounce"}
  GET /conversations/messages/email/{first}
  expect 200 {"status": "pending"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "b1@mx.example", "from": "mailer-daemon@mx.example", "automatic": true, "bounces": [{"id": "{out}@desk.example", "receiver": "ann@example.com", "action": "failed", "status": "5.2.2", "diagnostic": "smtp; 552 mailbox full"}]}
  expect 200 {"kept": false, "reason": "bounce"}
  GET /conversations/messages/email/{first}
  expect 200 {"status": "failed", "error": {"code": "bounced", "type": "provider", "message": "It did not reach ann@example.com: 5.2.2 smtp; 552 mailbox full"}}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Once more</p>", "subject": "Second"}
  expect 201 {"messageId": "{thread2:id}", "emailMessageId": "{second:id}"}
  GET /outgoing
  expect 200 {"messages": [{"id": "{out}"}, {"id": "{out2:id}", "subject": "Second"}]}
# Another's address: the contact's stays good.
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "b2@mx.example", "from": "mailer-daemon@mx.example", "bounces": [{"id": "{out2}@desk.example", "receiver": "copy@example.com", "action": "failed", "status": "5.1.1"}]}
  expect 200 {"reason": "bounce"}
  GET /conversations/messages/email/{second}
  expect 200 {"status": "failed"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Third</p>", "subject": "Third"}
  expect 201
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "b3@mx.example", "from": "mailer-daemon@mx.example", "bounces": [{"id": "{out2}@desk.example", "receiver": "ann@example.com", "action": "failed", "status": "5.1.1", "diagnostic": "smtp; 550 no such user"}]}
  expect 200 {"reason": "bounce"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Fourth</p>", "subject": "Fourth"}
  expect 400 {"message": "E-mails to this contact came back", "code": "CONVERSATIONS_MSG_INVALID_EMAILTO"}
# Who complains is not written to any more; what nobody knows of changes nothing.
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "html": "<p>Hello</p>", "subject": "For Bob"}
  expect 201 {"conversationId": "{talk2:id}", "emailMessageId": "{forbob:id}"}
  GET /outgoing
  expect 200 {"messages": [{"id": "{out}"}, {"id": "{out2}"}, {"subject": "Third"}, {"id": "{out3:id}", "subject": "For Bob"}]}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "c1@mx.example", "from": "abuse@mx.example", "bounces": [{"id": "nosuch@desk.example", "action": "complaint"}, {"id": "{out3}@desk.example", "action": "complaint"}]}
  expect 200 {"kept": false, "reason": "bounce"}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "html": "<p>Hello</p>", "subject": "Again"}
  expect 400 {"message": "Cannot send email as Bob has unsubscribed"}
# Ten of a robot in ten minutes; then it is kept, and nobody is told.
  repeat 1 POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r1@robot.example", "from": "bob@example.com", "subject": "1", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r2@robot.example", "from": "bob@example.com", "subject": "2", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r3@robot.example", "from": "bob@example.com", "subject": "3", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r4@robot.example", "from": "bob@example.com", "subject": "4", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r5@robot.example", "from": "bob@example.com", "subject": "5", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r6@robot.example", "from": "bob@example.com", "subject": "6", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r7@robot.example", "from": "bob@example.com", "subject": "7", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r8@robot.example", "from": "bob@example.com", "subject": "8", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r9@robot.example", "from": "bob@example.com", "subject": "9", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r10@robot.example", "from": "bob@example.com", "subject": "10", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "{absent}"}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "r11@robot.example", "from": "bob@example.com", "subject": "11", "message": "x", "automatic": true}
  expect 200 {"kept": true, "reason": "held", "emailMessageId": "{held:id}"}
  GET /conversations/messages/email/{held}
  expect 200 {"subject": "11", "automatic": true}
  GET /events?types=InboundMessage&limit=100
  expect 200 {"events": ["{any}", "{any}", "{any}", "{any}", "{any}", "{any}", "{any}", "{any}", "{any}", "{any}", {"payload": {"subject": "10"}}]}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "p1@mail.example", "from": "bob@example.com", "subject": "A person", "message": "x"}
  expect 200 {"kept": true, "reason": "{absent}"}
  GET /conversations/{talk2}
  expect 200 {"unreadCount": 1}

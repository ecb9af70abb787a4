story   an e-mail is forwarded to another contact, with its head, its words and what hangs on it
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /groundlevel/mail/inbound {"locationId": "{location}", "id": "one@mail.example", "from": "ann@example.com", "to": ["desk@ground.example"], "subject": "A <question>", "message": "Is 1 < 2?", "attachments": ["https://example.com/a.pdf"], "date": "2020-01-02T03:04:05Z"}
  expect 200 {"kept": true, "messageId": "{thread:id}", "emailMessageId": "{first:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Yes</p>", "threadId": "{thread}"}
  expect 201 {"messageId": "{thread}", "emailMessageId": "{second:id}"}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "html": "<p>Look</p>", "forward": {"isForwarded": true, "messageId": "{thread}", "emailMessageId": "{first}", "toEmail": "bob@example.com"}}
  expect 201 {"messageId": "{sent:id}", "emailMessageId": "{mail:id}"}
  GET /conversations/messages/email/{mail}
  expect 200 {"contactId": "{bob}", "threadId": "{sent}", "subject": "Fwd: A <question>", "to": ["bob@example.com"], "attachments": ["https://example.com/a.pdf"],
    "body": "<p>Look</p><div>---------- Forwarded message ---------<br>From: ann@example.com<br>Date: 2020-01-02T03:04:05.000Z<br>Subject: A &lt;question><br>To: desk@ground.example<br></div><br><pre>Is 1 &lt; 2?</pre>"}
  # the newest of a thread, or all of it
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "forward": {"isForwarded": true, "messageId": "{thread}"}, "subject": "My own"}
  expect 201 {"emailMessageId": "{newest:id}"}
  GET /conversations/messages/email/{newest}
  expect 200 {"subject": "My own", "attachments": []}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "forward": {"isForwarded": true, "emailMessageId": "{first}", "forwardWholeThread": true}}
  expect 201 {"emailMessageId": "{whole:id}"}
  GET /conversations/messages/email/{whole}
  expect 200 {"subject": "Fwd: Re: A <question>", "attachments": ["https://example.com/a.pdf"]}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "forward": {"isForwarded": true, "emailMessageId": "nosuch"}}
  expect 400 {"message": "forward must name an e-mail that is here, by emailMessageId or messageId"}
  POST /conversations/messages {"type": "Email", "contactId": "{bob}", "html": "x", "forward": {"isForwarded": true, "emailMessageId": "{first}", "toEmail": "else@example.com"}}
  expect 400 {"message": "emailTo must be an address of the contact"}

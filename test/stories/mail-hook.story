story   a provider of mail posts a letter to the secret address of a mailbox, in whatever shape it has
client
  POST /groundlevel/mailboxes {"locationId": "{location}", "name": "Desk"}
  expect 201 {"mailbox": {"id": "{box:id}", "name": "Desk", "hookPath": "{hook:text}", "unknown": "make", "hasPassword": false, "taken": 0, "passed": 0, "refused": 0, "host": "{absent}"}}
  GET /groundlevel/mailboxes?locationId={location}
  expect 200 {"mailboxes": [{"id": "{box}", "hookPath": "{absent}"}]}
client nobody
  header -Version
  POST {hook} {"RawEmail": "From: Ann <ann@example.com>\r\nTo: desk@ground.example\r\nSubject: =?utf-8?B?R3LDvMOfZQ==?=\r\nMessage-ID: <json@mail.example>\r\n\r\nHello\r\n", "FromName": "not looked at"}
  expect 200 {"kept": true, "reason": "{absent}"}
  header -Version
  POST {hook} {"RawEmail": "From: Ann <ann@example.com>\r\nSubject: x\r\nMessage-ID: <json@mail.example>\r\n\r\nHello\r\n"}
  expect 200 {"kept": false, "reason": "known"}
# Amazon SES by SNS: the letter in base64 within JSON within JSON.
  header -Version
  POST {hook} {"Type": "Notification", "Message": "{\"notificationType\":\"Received\",\"content\":\"RnJvbTogYm9iQGV4YW1wbGUuY29tDQpTdWJqZWN0OiBTRVMNCk1lc3NhZ2UtSUQ6IDxzZXNAbWFpbC5leGFtcGxlPg0KDQpIZWxsbyBmcm9tIFNFUw0K\"}"}
  expect 200 {"kept": true}
  header -Version
  POST {hook} {"Type": "SubscriptionConfirmation", "SubscribeURL": "https://sns.example/confirm?x=1"}
  expect 200 {"kept": false}
  header -Version
  raw application/x-www-form-urlencoded
  POST {hook} recipient=desk%40ground.example&body-mime=From%3A+carol%40example.com%0D%0ASubject%3A+Form%0D%0AMessage-ID%3A+%3Cform%40mail.example%3E%0D%0A%0D%0AHello+%2B+more%0D%0A
  expect 200 {"kept": true}
  header -Version
  POST {hook} {"subject": "no letter in it"}
  expect 422 {"message": "There is no letter in it: send it as message/rfc822, or whole in one of RawEmail, body-mime, email, content, raw."}
  header -Version
  POST {hook} {"RawEmail": "Subject: nobody wrote it\r\n\r\nx"}
  expect 200 {"kept": false, "reason": "It has no sender, or cannot be read."}
  header -Version
  POST /mail/in/0123456789abcdef0123456789abcdef {"RawEmail": "From: a@b.c\r\n\r\nx"}
  expect 404
client
  GET /groundlevel/mailboxes?locationId={location}
  expect 200 {"mailboxes": [{"taken": 3, "passed": 1, "refused": 1, "note": "It has no sender, or cannot be read."}]}
  GET /events?types=InboundMessage
  expect 200 {"events": [
    {"payload": {"subject": "Grüße", "body": "Hello\n", "from": "ann@example.com", "to": ["desk@ground.example"], "source": "email"}},
    {"payload": {"subject": "SES", "body": "Hello from SES\n", "from": "bob@example.com"}},
    {"payload": {"subject": "Form", "body": "Hello + more\n", "from": "carol@example.com"}}]}
  PUT /groundlevel/mailboxes/{box} {"unknown": "drop", "name": "Desk two"}
  expect 200 {"mailbox": {"unknown": "drop", "name": "Desk two"}}
  POST /groundlevel/mailboxes/{box}/look
  expect 400 {"message": "The mailbox has no server to look at"}
client nobody
  header -Version
  POST {hook} {"RawEmail": "From: dave@example.com\r\nMessage-ID: <d@mail.example>\r\n\r\nHello\r\n"}
  expect 200 {"kept": false, "reason": "unknown"}
client
  POST /groundlevel/mailboxes {"locationId": "{location}", "name": "Far", "host": "mail.example.com", "security": "none", "account": "a"}
  expect 422
  POST /groundlevel/mailboxes {"locationId": "{location}", "name": "Far", "host": "mail.example.com/x", "account": "a"}
  expect 422
  POST /groundlevel/mailboxes {"locationId": "{location}", "name": "Far", "host": "mail.example.com"}
  expect 422
# Where nobody listens is said.
  POST /groundlevel/mailboxes {"locationId": "{location}", "name": "Here", "host": "127.0.0.1", "port": 9, "security": "none", "account": "a", "password": "secret"}
  expect 201 {"mailbox": {"id": "{here:id}", "hasPassword": true, "password": "{absent}", "port": 9, "folder": "INBOX", "every": 60}}
  GET /groundlevel/mailboxes?locationId={location}
  soon 200 {"mailboxes": [{"id": "{box}"}, {"id": "{here}", "error": "{text}", "lookedAt": "{absent}"}]}
  POST /groundlevel/mailboxes/{here}/look
  expect 200 {"success": true}
  DELETE /groundlevel/mailboxes/{here}
  expect 200 {"success": true}
client other
  PUT /groundlevel/mailboxes/{box} {"name": "x"}
  expect 404
  DELETE /groundlevel/mailboxes/{box}
  expect 404 {"message": "Mailbox not found"}
client
  DELETE /groundlevel/mailboxes/{box}
  expect 200
client nobody
  header -Version
  POST {hook} {"RawEmail": "From: ann@example.com\r\nMessage-ID: <last@mail.example>\r\n\r\nHello\r\n"}
  expect 404

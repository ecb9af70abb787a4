story   a form with a letter is read whole, whatever bytes lie before it or in it
client
  POST /groundlevel/mailboxes {"locationId": "{location}", "name": "Desk"}
  expect 201 {"mailbox": {"hookPath": "{hook:text}"}}
client nobody
  header -Version
  file attachment1 image/png a.png \x89PNG\r\n\x1a\n\x00\x00\x00
  file email message/octets letter.eml From: Ann <ann@example.com>\r\nSubject: After bytes\r\nMessage-ID: <after@mail.example>\r\n\r\nOne\x00two\r\nthree\r\n
  POST {hook}
  expect 200 {"kept": true}
client
  GET /events?types=InboundMessage
  expect 200 {"events": [{"payload": {"subject": "After bytes", "body": "Onetwo\nthree\n"}}]}

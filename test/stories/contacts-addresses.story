story   further e-mails and phones of a contact are set, shown, found, and written to
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  PUT /groundlevel/contacts/{ann}/addresses {"additionalEmails": ["Second@Example.com", "ann@example.com", "second@example.com"], "additionalPhones": ["(202) 555-0199"]}
  expect 200 {"addresses": {"additionalEmails": [{"email": "Second@Example.com"}], "additionalPhones": [{"phone": "+12025550199"}]}}
  GET /contacts/{ann}
  expect 200 {"contact": {"email": "ann@example.com", "additionalEmails": [{"email": "Second@Example.com"}], "additionalPhones": [{"phone": "+12025550199"}]}}
  GET /contacts/?locationId={location}&query=second@example
  expect 200 {"contacts": [{"id": "{ann}"}]}
  GET /events?types=ContactUpdate
  expect 200 {"events": [{"payload": {"id": "{ann}"}}]}
  # what is not sent stays
  PUT /groundlevel/contacts/{ann}/addresses {"additionalPhones": []}
  expect 200 {"addresses": {"additionalEmails": [{"email": "Second@Example.com"}], "additionalPhones": []}}
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Hello</p>", "emailTo": "second@example.com"}
  expect 201
  POST /conversations/messages {"type": "Email", "contactId": "{ann}", "html": "<p>Hello</p>", "emailTo": "third@example.com"}
  expect 400 {"message": "emailTo must be an address of the contact"}
  GET /outgoing
  expect 200 {"messages": [{"toAddress": "second@example.com"}]}
  # what does not fit changes nothing
  PUT /groundlevel/contacts/{ann}/addresses {"additionalEmails": ["no"]}
  expect 422
  PUT /groundlevel/contacts/{ann}/addresses {"additionalEmails": ["new@example.com"], "additionalPhones": ["+12025550142", "12"]}
  expect 422 {"message": ["each value in additionalPhones must be a valid phone number"]}
  PUT /groundlevel/contacts/nosuchcontact1234567/addresses {"additionalEmails": []}
  expect 400
  GET /contacts/{ann}
  expect 200 {"contact": {"additionalEmails": [{"email": "Second@Example.com"}]}}
  # a number is read as one of the contact's country, else of the location's
  POST /contacts/ {"locationId": "{location}", "firstName": "Sefa", "country": "FJ"}
  expect 201 {"contact": {"id": "{sefa:id}"}}
  PUT /groundlevel/contacts/{sefa}/addresses {"additionalPhones": ["330 1234", "(202) 555-0123"]}
  expect 200 {"addresses": {"additionalEmails": [], "additionalPhones": [{"phone": "+6793301234"}, {"phone": "+12025550123"}]}}
  PUT /groundlevel/contacts/{sefa}/addresses {"additionalPhones": ["330 1234", "020 7946 0018"]}
  expect 422
  GET /contacts/{sefa}
  expect 200 {"contact": {"additionalPhones": [{"phone": "+6793301234"}, {"phone": "+12025550123"}]}}
client other
  PUT /groundlevel/contacts/{ann}/addresses {"additionalEmails": []}
  expect 400
client scoped contacts.readonly
  PUT /groundlevel/contacts/{ann}/addresses {"additionalEmails": []}
  expect 401

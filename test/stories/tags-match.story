story   a change that brings the tag of what was read is made of nothing else

client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}
  expect 200
  expect header ETag {first:text}
  GET /contacts/{ann}
  expect 200
  expect header ETag {first}
  header If-Match: {first}
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 200 {"contact": {"firstName": "Anna"}}

# what was seen is no more: nothing is done, and it is told as it is
  header If-Match: {first}
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 412 {"statusCode": 412, "message": "It was changed since you read it: nothing was done.", "current": {"contact": {"id": "{ann}", "firstName": "Anna"}}, "traceId": "{uuid}"}
  expect header ETag {second:text}
  header If-Match: {first}
  DELETE /contacts/{ann}
  expect 412 {"current": {"contact": {"firstName": "Anna"}}}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Anna"}}
  expect header ETag {second}
  GET /events?types=ContactUpdate,ContactDelete
  expect 200 {"events": [{"type": "ContactUpdate"}]}

# also by what hangs on it and is told with it
  POST /contacts/{ann}/tags {"tags": ["guest"]}
  expect 201
  header If-Match: {second}
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 412 {"current": {"contact": {"firstName": "Anna", "tags": ["guest"]}}}
  expect header ETag {third:text}

# one of several; weak, as a proxy that compresses makes it; whatever it is
  header If-Match: {first}, "xy" , {third}
  PUT /contacts/{ann} {"lastName": "One"}
  expect 200
  GET /contacts/{ann}
  expect header ETag {fourth:text}
  header If-Match: W/{fourth}
  PUT /contacts/{ann} {"lastName": "Two"}
  expect 200
  header If-Match: *
  PUT /contacts/{ann} {"lastName": "Three"}
  expect 200 {"contact": {"lastName": "Three"}}

# what is no tag is none
  header If-Match: abc
  PUT /contacts/{ann} {"lastName": "Four"}
  expect 400 {"message": "If-Match must be *, or tags as an ETag gave them: \"…\", \"…\""}
  header If-Match: "abc
  PUT /contacts/{ann} {"lastName": "Four"}
  expect 400
  header If-Match: "a"b"
  PUT /contacts/{ann} {"lastName": "Four"}
  expect 400
  header If-Match: "
  PUT /contacts/{ann} {"lastName": "Four"}
  expect 400
  header If-Match: "abc",
  PUT /contacts/{ann} {"lastName": "Four"}
  expect 412

# nothing to be compared with: a row that makes something, or changes what no row reads by itself
  header If-Match: *
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 400 {"message": "If-Match: no operation reads what POST /contacts/ changes, by itself"}
  header If-Match: *
  POST /contacts/{ann}/notes {"body": "hello"}
  expect 400
  header If-Match: *
  POST /contacts/{ann}/tags {"tags": ["never"]}
  expect 400
  header If-Match: *
  GET /contacts/?locationId={location}
  expect 200 {"contacts": [{"lastNameRaw": "Three", "tags": ["guest"]}]}
  expect header ETag {absent}

# and what is not there
  header If-Match: *
  PUT /contacts/nobody {"firstName": "Eve"}
  expect 400 {"error": "If-Match: Contact with id nobody not found"}
  GET /contacts/{ann}
  expect header ETag {last:text}
  header If-Match: {last}
  DELETE /contacts/{ann}
  expect 200
  header If-Match: {last}
  DELETE /contacts/{ann}
  expect 400

# what changes by itself has no tag
  POST /webhooks/ {"locationId": "{location}", "url": "https://example.com/hook", "name": "CRM"}
  expect 201 {"webhook": {"id": "{hook:id}"}}
  GET /webhooks/{hook}
  expect 200
  expect header ETag {absent}
  header If-Match: *
  PUT /webhooks/{hook} {"name": "Other"}
  expect 400 {"message": "If-Match: no operation reads what PUT /webhooks/{webhookId} changes, by itself"}
  GET /webhooks/{hook}
  expect 200 {"webhook": {"name": "CRM"}}

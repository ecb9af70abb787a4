story   who may change a thing and not read it is told so, and not what it is

client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/{ann}
  expect header ETag {tag:text}

client scoped contacts.write
  header If-Match: "other"
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 401 {"message": "If-Match: The token is not authorized for this scope.", "current": "{absent}"}
  expect header ETag {absent}
  header If-Match: {tag}
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 401
  header If-Match: *
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 401
  PUT /contacts/{ann} {"lastName": "Smith"}
  expect 200

client scoped contacts.readonly
  header If-Match: *
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 401 {"message": "The token is not authorized for this scope."}

client other
  header If-Match: "other"
  PUT /contacts/{ann} {"firstName": "Eve"}
  expect 400 {"current": "{absent}"}
  expect header ETag {absent}

# sent again by a key it is answered as it was, though the tag is no more that of the thing
client
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "lastName": "Smith"}}
  expect header ETag {held:text}
  header If-Match: {held}
  header Idempotency-Key: once
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 200
  header If-Match: {held}
  header Idempotency-Key: once
  PUT /contacts/{ann} {"firstName": "Anna"}
  expect 200 {"contact": {"firstName": "Anna"}}
  expect header Idempotency-Replayed true

# what was refused is not kept, and may be sent with a better tag
  header If-Match: {held}
  header Idempotency-Key: twice
  PUT /contacts/{ann} {"firstName": "Annika"}
  expect 412
  expect header ETag {better:text}
  header If-Match: {better}
  header Idempotency-Key: twice
  PUT /contacts/{ann} {"firstName": "Annika"}
  expect 200 {"contact": {"firstName": "Annika"}}
  expect header Idempotency-Replayed {absent}

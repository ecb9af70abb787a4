story   files for messages, custom fields and forms are kept, and go with their contact
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/ {"locationId": "{location}", "contactId": "{ann}"}
  expect 201 {"conversation": {"id": "{talk:id}"}}

  # for a message: by conversation or by contact; the second of a name has its number
  part conversationId {talk}
  part locationId {location}
  file fileAttachment image/png a.png \x89PNG\r\n\x1a\n1
  file fileAttachment image/png a.png \x89PNG\r\n\x1a\n2
  POST /conversations/messages/upload
  expect 200 {"uploadedFiles": {"a.png": "{first:text}", "a (2).png": "{second:text}"}}
  part contactId {ann}
  file fileAttachment text/plain note.txt hello
  POST /conversations/messages/upload
  expect 200 {"uploadedFiles": {"note.txt": "{note:text}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201
  POST /conversations/messages {"type": "SMS", "contactId": "{ann}", "message": "see", "attachments": ["{first}"]}
  expect 201
  GET {second}
  expect 200
  expect body \x89PNG\r\n\x1a\n2

  part conversationId nosuchconversation00
  file fileAttachment image/png a.png \x89PNG\r\n\x1a\n
  POST /conversations/messages/upload
  expect 400 {"message": "Conversation with id nosuchconversation00 not found"}
  file fileAttachment image/png a.png \x89PNG\r\n\x1a\n
  POST /conversations/messages/upload
  expect 422
  part contactId {ann}
  file fileAttachment text/html evil.html <script>alert(1)</script>
  POST /conversations/messages/upload
  expect 415

  # for a custom field
  POST /locations/{location}/customFields {"name": "Papers", "dataType": "FILE_UPLOAD", "model": "contact"}
  expect 201 {"customField": {"id": "{papers:id}"}}
  part id {papers}
  file one text/plain cv.txt my life
  POST /locations/{location}/customFields/upload
  expect 200 {"uploadedFiles": {"cv.txt": "{cv:text}"}, "meta": [{"fieldname": "one", "originalname": "cv.txt", "encoding": "7bit", "mimetype": "text/plain", "size": 7, "url": "{cv}"}]}
  part id nobody
  file one text/plain cv.txt my life
  POST /locations/{location}/customFields/upload
  expect 400
  part maxFiles 1
  file one text/plain a.txt a
  file two text/plain b.txt b
  POST /locations/{location}/customFields/upload
  expect 400 {"message": "There are more files than maxFiles says."}

  # for a form: it is the contact's value at once
  file {papers}_0b8f7a30-7a5e-4d8f-9d57-6f3f2a1f0001 text/plain form.txt filled in
  POST /forms/upload-custom-files?contactId={ann}&locationId={location}
  expect 200 {"succeded": true, "contact": {"id": "{ann}", "customFields": {"{papers}": {"0b8f7a30-7a5e-4d8f-9d57-6f3f2a1f0001": {"url": "{form:text}", "meta": {"originalname": "form.txt", "size": 9}}}}}}
  GET /contacts/{ann}
  expect 200 {"contact": {"customFields": [{"id": "{papers}", "value": {"0b8f7a30-7a5e-4d8f-9d57-6f3f2a1f0001": {"url": "{form}"}}}]}}
  file wrong text/plain form.txt x
  POST /forms/upload-custom-files?contactId={ann}&locationId={location}
  expect 400
  file {papers}_1 text/plain form.txt x
  POST /forms/upload-custom-files?locationId={location}
  expect 422

  # somebody else's contact
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Eve"}
  expect 201 {"contact": {"id": "{eve:id}"}}
client
  part contactId {eve}
  file fileAttachment text/plain note.txt hello
  POST /conversations/messages/upload
  expect 400 {"message": "Contact not found"}

  # the contact goes, and its files
  DELETE /contacts/{ann}
  expect 200
  GET {note}
  expect 404
  GET {form}
  expect 404

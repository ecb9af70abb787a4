story   a file is sent to an address that was given for it, once and soon, and is the contact's when it is what was said
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /conversations/ {"locationId": "{location}", "contactId": "{ann}"}
  expect 201 {"conversation": {"id": "{talk:id}"}}
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "A b.GIF", "contentType": "image/gif", "channel": "WHATSAPP"}
  expect 200 {"uploadUrl": "{put:text}", "uploadId": "{one:uuid}", "filePath": "{path:text}", "expiresAt": "{until:whole}", "maxFileSize": 104857600}
  # nothing is there yet
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{one}", "filePath": "{path}", "filename": "A b.GIF"}
  expect 404
client nobody
  raw image/gif
  PUT {put} GIF89a picture
  expect 200 {"uploadId": "{one}", "size": 14}
  # once
  raw image/gif
  PUT {put} GIF89a another
  expect 410 {"message": "A file has come to this address already."}
client
  # of this conversation and by this path only
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{one}", "filePath": "location/x", "filename": "A b.GIF"}
  expect 404 {"message": "File not found in storage: nothing came to the address, or it is no upload of this conversation."}
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "nosuchconversation00", "uploadId": "{one}", "filePath": "{path}", "filename": "A b.GIF"}
  expect 400 {"message": "Conversation with id nosuchconversation00 not found"}
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{one}", "filePath": "{path}", "filename": "pic.gif"}
  expect 200 {"uploadedFiles": {"pic.gif": "{url:text}"}, "metadata": {"size": 14, "contentType": "image/gif"}}
  # asked again it is the same file
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{one}", "filePath": "{path}", "filename": "pic.gif"}
  expect 200 {"uploadedFiles": {"pic.gif": "{url}"}}
client nobody
  GET {url}
  expect 200
  expect body GIF89a picture
  expect header Content-Type image/gif
client
  # larger than was said, by its head
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "a.txt", "contentType": "text/plain", "fileSize": 5, "channel": "SMS"}
  expect 200 {"uploadUrl": "{put2:text}", "uploadId": "{two:uuid}", "filePath": "{path2:text}", "maxFileSize": 5}
client nobody
  raw text/plain
  PUT {put2} 123456
  expect 413 {"message": "File size exceeds the limit of 5 bytes."}
  # that used nothing up; what is smaller is not what was said either
  raw text/plain
  PUT {put2} 1234
  expect 200
client
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{two}", "filePath": "{path2}", "filename": "a.txt"}
  expect 400 {"message": "The file has 4 bytes, not 5 as was said."}
  # said to be a picture, and is a page
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "evil.html", "contentType": "image/png", "channel": "SMS"}
  expect 200 {"uploadUrl": "{put3:text}", "uploadId": "{three:uuid}", "filePath": "{path3:text}", "maxFileSize": 5242880}
client nobody
  raw image/png
  PUT {put3} <script>alert(1)</script>
  expect 200
client
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{three}", "filePath": "{path3}", "filename": "evil.html"}
  expect 415 {"message": "The file is text/html, not image/png as was said."}
  # said to be a film, and is a picture
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "../../x/film.mp4", "contentType": "video/mp4", "channel": "whatsapp"}
  expect 200 {"uploadUrl": "{put4:text}", "uploadId": "{four:uuid}", "filePath": "{path4:text}"}
client nobody
  raw video/mp4
  PUT {put4} GIF89a
  expect 200
client
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{four}", "filePath": "{path4}", "filename": "film.mp4"}
  expect 415 {"message": "The file is image/gif, not video/mp4 as was said."}
  # what is not begun
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "a.html", "contentType": "text/html", "channel": "SMS"}
  expect 415 {"message": "Files of this kind are not sent: text/html"}
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "a.mp4", "contentType": "video/mp4", "fileSize": 5242881, "channel": "SMS"}
  expect 413 {"message": "File size exceeds the limit of 5242880 bytes."}
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "..", "contentType": "video/mp4", "channel": "SMS"}
  expect 422 {"message": "filename must be the name of a file"}
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "nosuchconversation00", "filename": "a.mp4", "contentType": "video/mp4", "channel": "SMS"}
  expect 400 {"message": "Conversation with id nosuchconversation00 not found"}
client scoped conversations/message.readonly
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "a.mp4", "contentType": "video/mp4", "channel": "SMS"}
  expect 401
client other
  POST /conversations/messages/upload/initiate {"locationId": "{otherlocation}", "conversationId": "{talk}", "filename": "a.mp4", "contentType": "video/mp4", "channel": "SMS"}
  expect 400
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Eve"}
  expect 201 {"contact": {"id": "{eve:id}"}}
  POST /conversations/ {"locationId": "{otherlocation}", "contactId": "{eve}"}
  expect 201 {"conversation": {"id": "{evetalk:id}"}}
  POST /conversations/messages/upload/complete {"locationId": "{otherlocation}", "conversationId": "{evetalk}", "uploadId": "{one}", "filePath": "{path}", "filename": "pic.gif"}
  expect 404
client nobody
  raw image/gif
  PUT /uploads/{location}/{one}/A%20b.GIF/00000000000000000000000000000000 GIF89a
  expect 403 {"message": "No file is expected here."}
client
  POST /conversations/messages/upload/initiate {"locationId": "{location}", "conversationId": "{talk}", "filename": "late.txt", "contentType": "text/plain", "channel": "SMS"}
  expect 200 {"uploadUrl": "{late:text}", "uploadId": "{five:uuid}", "filePath": "{path5:text}"}
  clock +16 minutes
client nobody
  raw text/plain
  PUT {late} too late
  expect 410 {"message": "This address was good for 15 minutes."}
  # a day later nothing of them is kept but what was completed
  clock +2 days
client
  POST /conversations/messages/upload/complete {"locationId": "{location}", "conversationId": "{talk}", "uploadId": "{one}", "filePath": "{path}", "filename": "pic.gif"}
  soon 404
client nobody
  GET {url}
  expect 200
client
  # and that goes with the contact
  DELETE /contacts/{ann}
  expect 200
client nobody
  GET {url}
  expect 404

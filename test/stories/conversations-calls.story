story   what was said in a call is kept, read and downloaded, and its recording is an address
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Caller", "type": "Call"}
  expect 201 {"provider": {"id": "{calls:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages/inbound {"type": "Call", "contactId": "{ann}", "conversationProviderId": "{calls}", "call": {"status": "completed", "duration": 65}}
  expect 200 {"conversationId": "{talk:id}", "messageId": "{call:id}"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello"}
  expect 200 {"messageId": "{text:id}"}
  GET /conversations/locations/{location}/messages/{call}/transcription
  expect 404 {"message": "There is no transcription of this message"}
  GET /conversations/locations/{location}/messages/{call}/transcription/download
  expect 404
  PUT /conversations/messages/{call}/transcription {"sentences": [
    {"mediaChannel": 1, "startTime": 0, "endTime": 1500, "transcript": "Hello, this is Ann.", "confidence": 0.5}, {"mediaChannel": 2, "startTime": 61500, "endTime": 62000, "transcript": "Good day."}]}
  expect 200 {"success": true}
  GET /conversations/locations/{location}/messages/{call}/transcription
  expect 200 [{"mediaChannel": 1, "sentenceIndex": 1, "startTime": 0, "endTime": 1500, "transcript": "Hello, this is Ann.", "confidence": 0.5}, {"mediaChannel": 2, "sentenceIndex": 2, "startTime": 61500, "endTime": 62000, "transcript": "Good day.", "confidence": 1}]
  GET /conversations/locations/{location}/messages/{call}/transcription/download
  expect 200
  expect header Content-Length 62
  expect header Content-Type "text/plain; charset=utf-8"
  # set again, it is another
  PUT /conversations/messages/{call}/transcription {"sentences": [{"mediaChannel": 2, "startTime": 0, "endTime": 1, "transcript": "Nothing"}]}
  GET /conversations/locations/{location}/messages/{call}/transcription
  expect 200 [{"transcript": "Nothing"}]
  PUT /conversations/messages/{text}/transcription {"sentences": [{"mediaChannel": 1, "startTime": 0, "endTime": 1, "transcript": "x"}]}
  expect 403 {"message": "Only calls have that"}
  PUT /conversations/messages/nosuchmessage1234567/transcription {"sentences": [{"mediaChannel": 1, "startTime": 0, "endTime": 1, "transcript": "x"}]}
  expect 400 {"message": "Message with id nosuchmessage1234567 not found"}
  PUT /conversations/messages/{call}/transcription {"sentences": [{"mediaChannel": 3, "startTime": -1, "endTime": 1, "transcript": ""}]}
  expect 422
  PUT /conversations/messages/{call}/transcription {"sentences": []}
  expect 422
  GET /conversations/messages/{call}/locations/{location}/recording
  expect 404 {"message": "There is no recording of this message"}
  PUT /conversations/messages/{call}/attachments {"attachments": ["https://example.com/call.mp3"]}
  expect 200 {"success": true}
  GET /conversations/messages/{call}/locations/{location}/recording
  expect 302
  expect header Location https://example.com/call.mp3
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "attachments": ["https://example.com/a.png"]}
  expect 200 {"messageId": "{picture:id}"}
  GET /conversations/messages/{picture}/locations/{location}/recording
  expect 404
  GET /conversations/messages/{call}
  expect 200 {"message": {"attachments": ["https://example.com/call.mp3"], "meta": {"callStatus": "completed", "callDuration": 65}}}
  PUT /conversations/messages/{text}/attachments {"attachments": ["https://example.com/call.mp3"]}
  expect 403 {"message": "Attachments can be set of calls that a provider has brought"}
  PUT /conversations/messages/nosuchmessage1234567/attachments {"attachments": ["https://example.com/call.mp3"]}
  expect 404 {"message": "Message with id nosuchmessage1234567 not found"}
  PUT /conversations/messages/{call}/attachments {"attachments": ["file:///etc/passwd"]}
  expect 422 {"message": ["attachments.0 must be a URL address"]}
  PUT /conversations/messages/{call}/attachments {"attachments": ["https://a", "https://b", "https://c", "https://d", "https://e", "https://f"]}
  expect 422
client other
  GET /conversations/messages/{call}/locations/{otherlocation}/recording
  expect 404
  GET /conversations/locations/{location}/messages/{call}/transcription
  expect 403
  GET /conversations/locations/{otherlocation}/messages/{call}/transcription
  expect 404
  PUT /conversations/messages/{call}/transcription {"sentences": [{"mediaChannel": 1, "startTime": 0, "endTime": 1, "transcript": "Mine"}]}
  expect 400
  PUT /conversations/messages/{call}/attachments {"attachments": ["https://example.com/mine.mp3"]}
  expect 404
client scoped conversations/message.readonly
  PUT /conversations/messages/{call}/transcription {"sentences": [{"mediaChannel": 1, "startTime": 0, "endTime": 1, "transcript": "x"}]}
  expect 401
client
  GET /conversations/locations/{location}/messages/{call}/transcription
  expect 200 [{"transcript": "Nothing"}]
  DELETE /conversations/{talk}
  GET /conversations/messages/{call}/locations/{location}/recording
  expect 404
  GET /conversations/locations/{location}/messages/{call}/transcription
  expect 404

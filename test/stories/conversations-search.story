story   the inbox is found by whose it is, by what is unread, by kinds, words and pages
client
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Chat", "type": "FB"}
  expect 201 {"provider": {"id": "{fb:id}"}}
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Max", "lastName": "Moe", "email": "max@company.example", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}"]}
  expect 201 {"id": "{max:id}"}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "ann", "lastName": "McLeod", "email": "ann@example.com", "phone": "+12025550101", "companyName": "Engines", "tags": ["gold"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com", "assignedTo": "{owner}"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /contacts/ {"locationId": "{location}", "email": "cid@example.com", "assignedTo": "{max}"}
  expect 201 {"contact": {"id": "{cid:id}"}}
  POST /contacts/{bob}/followers {"followers": ["{max}"]}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "First", "date": "2026-01-01T00:00:00Z"}
  expect 200 {"conversationId": "{ofann:id}"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello", "date": "2026-01-01T00:00:01Z"}
  POST /conversations/messages/inbound {"type": "FB", "contactId": "{bob}", "conversationProviderId": "{fb}", "message": "Hi", "date": "2026-01-01T00:00:02Z"}
  expect 200 {"conversationId": "{ofbob:id}"}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{cid}", "conversationProviderId": "{sms}", "message": "Hey", "direction": "outbound", "date": "2026-01-01T00:00:02Z"}
  expect 200 {"conversationId": "{ofcid:id}"}
  clock +10 milliseconds
  PUT /conversations/{ofbob} {"starred": true}
  GET /conversations/search?locationId={location}
  expect 200 {"total": 3, "conversations": [
    {"id": "{ofcid}", "contactName": "cid@example.com", "fullName": "Cid@example.com", "phone": null, "unreadCount": 0, "lastMessageDirection": "outbound", "lastOutboundMessageAction": "automated", "lastManualMessageDate": null},
    {"id": "{ofbob}", "type": "TYPE_FB_MESSENGER", "starred": true, "assignedTo": "{owner}", "followers": ["{max}"], "lastMessageType": "TYPE_FACEBOOK"},
    {"id": "{ofann}", "locationId": "{location}", "dateAdded": "{whole}", "dateUpdated": "{whole}", "lastMessageDate": 1767225601000, "lastMessageType": "TYPE_SMS", "lastMessageBody": "Hello",
      "lastMessageDirection": "inbound", "lastManualMessageDate": 1767225601000, "inbox": true, "starred": false, "unreadCount": 2, "followers": [], "mentions": [], "isLastMessageInternalComment": false,
      "contactId": "{ann}", "fullName": "Ann Mcleod", "contactName": "ann McLeod", "companyName": "Engines", "email": "ann@example.com", "phone": "+12025550101", "tags": ["gold"], "type": "TYPE_PHONE", "scoring": [],
      "messageTypes": [2], "assignedTo": null, "sort": [1767225601000]}
  ]}
  GET /conversations/search?locationId={location}&limit=1
  expect 200 {"total": 3, "conversations": [{"id": "{ofcid}", "sort": ["{at:whole}"]}]}
  # equal milliseconds lose nothing
  GET /conversations/search?locationId={location}&limit=1&startAfterDate={at}&startAfterId={ofcid}
  expect 200 {"conversations": [{"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&startAfterDate={at}
  expect 200 {"conversations": [{"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&limit=2&page=2
  expect 200 {"conversations": [{"id": "{ofann}"}], "total": 3}
  GET /conversations/search?locationId={location}&sort=asc
  expect 200 {"conversations": [{"id": "{ofann}"}, {"id": "{ofbob}"}, {"id": "{ofcid}"}]}
  GET /conversations/search?locationId={location}&status=unread
  expect 200 {"total": 2, "conversations": [{"id": "{ofbob}"}, {"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&status=read
  expect 200 {"total": 1, "conversations": [{"id": "{ofcid}"}]}
  GET /conversations/search?locationId={location}&status=starred
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&status=recents
  expect 200 {"total": 0, "conversations": []}
  GET /conversations/search?locationId={location}&assignedTo=unassigned
  expect 200 {"total": 1, "conversations": [{"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&assignedTo={owner}
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&assignedTo={owner}&status=unread
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&assignedTo={owner}&status=read
  expect 200 {"total": 0, "conversations": []}
  GET /conversations/search?locationId={location}&assignedTo={owner},{max}
  expect 200 {"total": 2, "conversations": [{"id": "{ofcid}"}, {"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&assignedTo={max},unassigned
  expect 200 {"total": 2, "conversations": [{"id": "{ofcid}"}, {"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&followers={max}
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&mentions={max}
  expect 200 {"total": 0, "conversations": []}
  GET /conversations/search?locationId={location}&lastMessageType=TYPE_SMS
  expect 200 {"total": 2, "conversations": [{"id": "{ofcid}"}, {"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&lastMessageType=TYPE_SMS&lastMessageDirection=inbound&status=unread
  expect 200 {"total": 1, "conversations": [{"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&lastMessageAction=automated
  expect 200 {"total": 1, "conversations": [{"id": "{ofcid}"}]}
  GET /conversations/search?locationId={location}&sortBy=last_manual_message_date
  expect 200 {"total": 2, "conversations": [{"id": "{ofbob}", "sort": [1767225602000]}, {"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&query=mcle
  expect 200 {"total": 1, "conversations": [{"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&query=engines&status=unread
  expect 200 {"total": 1, "conversations": [{"id": "{ofann}"}]}
  GET /conversations/search?locationId={location}&query=bo
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&query=nobody
  expect 200 {"total": 0, "conversations": []}
  GET /conversations/search?locationId={location}&contactId={bob}
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}
  GET /conversations/search?locationId={location}&id={ofcid}&status=unread
  expect 200 {"total": 0, "conversations": []}
  GET /conversations/search?locationId={location}&startDate=1&endDate=2
  expect 200 {"total": 0, "conversations": []}
  GET /conversations/search?locationId={location}&updatedAfter=2020-01-01T00:00:00Z
  expect 200 {"total": 3, "conversations": [{"id": "{ofann}"}, {"id": "{ofcid}"}, {"id": "{ofbob}"}]}
  # whose the contact is, his the conversation is; so say the numbers
  PUT /contacts/{ann} {"assignedTo": "{max}"}
  GET /conversations/search?locationId={location}&assignedTo={max}
  expect 200 {"total": 2, "conversations": [{"id": "{ofcid}"}, {"id": "{ofann}", "assignedTo": "{max}"}]}
  GET /conversations/search?locationId={location}&assignedTo=unassigned
  expect 200 {"total": 0}
client agency
  DELETE /users/{max}
client
  GET /conversations/search?locationId={location}&assignedTo=unassigned&status=unread
  soon 200 {"total": 1, "conversations": [{"id": "{ofann}"}]}
  DELETE /conversations/{ofann}
  GET /conversations/search?locationId={location}&status=unread
  expect 200 {"total": 1, "conversations": [{"id": "{ofbob}"}]}

story   a site is heard by its signature, for its own location, and by nothing else
peer
client peer
  POST /control {"bridge": true}
client
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "{peer}", "secret": "7K4M-9XQP", "hub": "https://crm.example.com"}
  expect 201 {"connection": {"id": "{site:id}"}}
client site
  # letters are no secret yet
  POST /bridge/ring {"site": "peer1"}
  expect 401 {"message": "The signature is not known here."}
client
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  POST /calendars/ {"locationId": "{location}", "name": "Consultation", "slug": "consultation", "isActive": true, "slotDuration": 60, "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Closed", "slug": "closed", "isActive": false, "slotDuration": 60}
  expect 200
  POST /calendars/groups {"locationId": "{location}", "name": "Group", "description": "d", "slug": "group"}
  expect 201 {"group": {"id": "{group:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Grouped", "slug": "grouped", "groupId": "{group}", "isActive": true, "slotDuration": 60, "calendarType": "event"}
  expect 200
client other
  POST /calendars/ {"locationId": "{otherlocation}", "name": "Theirs", "slug": "theirs", "isActive": true, "slotDuration": 60}
  expect 200 {"calendar": {"id": "{theirs:id}"}}
client site
  POST /bridge/ring {"site": "peer1", "at": 1796000000}
  expect 200
  GET /bridge/slots?calendar=consultation&limit=2
  expect 200 {"slots": [{"start": "{slot:text}", "url": "{url:text}"}, {}]}
  GET /bridge/slots?limit=1&calendar={calendar}
  expect 200 {"slots": [{"start": "{slot}", "url": "{url}"}]}
  GET /bridge/slots?calendar=closed
  expect 404 {"message": "There is no such calendar."}
  GET /bridge/slots?calendar=grouped&limit=1
  expect 200 {"slots": [{"start": "{text}"}]}
client
  PUT /calendars/groups/{group}/status {"isActive": false}
  expect 200
client site
  GET /bridge/slots?calendar=grouped&limit=1
  expect 404 {"message": "There is no such calendar."}
  # another location's it does not see
  GET /bridge/slots?calendar=theirs
  expect 404
  GET /bridge/slots?calendar={theirs}
  expect 404
  GET /bridge/slots
  expect 422
  # what was signed is what counts: the body, the time, who
  header X-Groundlevel-Sign: v1=0000000000000000000000000000000000000000000000000000000000000000
  POST /bridge/ring {"site": "peer1"}
  expect 401 {"message": "The signature is not known here."}
  header X-Groundlevel-Sign: v1=
  POST /bridge/ring {"site": "peer1"}
  expect 401
  header -X-Groundlevel-Sign
  POST /bridge/ring {"site": "peer1"}
  expect 401
  header X-Groundlevel-Key: peer2
  POST /bridge/ring {"site": "peer1"}
  expect 401
  header -X-Groundlevel-Key
  POST /bridge/ring {"site": "peer1"}
  expect 401
  # a good signature of another time: who heard it once cannot say it again tomorrow
  header X-Groundlevel-Time: 1796000000
  POST /bridge/ring {"site": "peer1"}
  expect 401 {"message": "{apart:text}"}
  header X-Groundlevel-Time: soon
  POST /bridge/ring {"site": "peer1"}
  expect 401 {"message": "X-Groundlevel-Time must be seconds."}
client nobody
  GET /bridge/slots?calendar=consultation
  expect 401
client
  # nor does a token open it
  GET /bridge/slots?calendar=consultation
  expect 401
  # a new secret: the old one signs no more
  PUT /connections/{site} {"secret": "AAAA-BBBB"}
  expect 200
client site
  POST /bridge/ring {"site": "peer1"}
  expect 401

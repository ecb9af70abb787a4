story   a check says in plain words how a HighLevel connection is, whatever the other side answers
client
  POST /connections {
    "kind": "highlevel", "name": "ourselves", "baseUrl": "{server}",
    "remoteLocationId": "{location}", "secret": "{token}"
  }
  expect 201 {"connection": {"id": "{ours:id}"}}
  POST /connections/{ours}/check
  expect 200 {"connection": {
    "state": "ok", "stateReason": "{absent}", "keyed": true, "checkedAt": "{any:instant}",
    "report": {"site": "{site:text}", "groundlevel": true, "rate": {"max": 100},
               "clockSkewMs": "{absent}"}
  }}
  PUT /connections/{ours} {"secret": "pit-00000000-0000-4000-8000-000000000000"}
  expect 200 {"connection": {"state": "unchecked"}}
  POST /connections/{ours}/check
  expect 200 {"connection": {
    "state": "refused",
    "stateReason": "The token or password is not accepted (401: Invalid Private Integration token)."
  }}
  # a good token that may not read the location is no fault
client scoped contacts.readonly
client
  POST /connections {
    "kind": "highlevel", "name": "nobody", "baseUrl": "http://127.0.0.1:1",
    "remoteLocationId": "x", "secret": "pit-nobody"
  }
  expect 201 {"connection": {"id": "{nobody:id}"}}
  POST /connections/{nobody}/check
  expect 200 {"connection": {"state": "away", "keyed": false}}
  POST /connections {"kind": "groundlevel", "name": "here"}
  expect 201 {"connection": {"id": "{here:id}"}}
  POST /connections/{here}/check
  expect 200 {"connection": {"state": "ok"}}

# a peer of HighLevel's shape, told what to answer
peer
client peer
  POST /control {"token": "pit-peer", "location": "peerlocation00000000", "rate": {"max": 50}}
client
  POST /connections {
    "kind": "highlevel", "name": "peer", "baseUrl": "{peer}",
    "remoteLocationId": "peerlocation00000000", "secret": "pit-peer"
  }
  expect 201 {"connection": {"id": "{peer1:id}"}}
  POST /connections/{peer1}/check
  expect 200 {"connection": {
    "state": "ok", "keyed": false,
    "report": {"site": "Peer", "groundlevel": false,
               "rate": {"max": 50, "remaining": 49, "intervalMs": 10000, "dailyLimit": 200000}}
  }}
client peer
  POST /control {"plans": [
    {"on": "get-location", "status": 500},
    {"on": "get-location", "after": 1, "html": true, "status": 403},
    {"on": "get-location", "after": 2, "html": true},
    {"on": "get-location", "after": 3, "status": 429},
    {"on": "get-location", "after": 4, "status": 429, "daily": true}
  ]}
client
  POST /connections/{peer1}/check
  expect 200 {"connection": {
    "state": "failing", "stateReason": "The other side has a fault of its own (500: planned)."
  }}
  POST /connections/{peer1}/check
  expect 200 {"connection": {
    "state": "blocked",
    "stateReason": "A security plugin or firewall keeps the request away (403: Site There has been a critical error on this website.)."
  }}
  POST /connections/{peer1}/check
  expect 200 {"connection": {"state": "strange"}}
  POST /connections/{peer1}/check
  expect 200 {"connection": {"state": "busy"}}
  POST /connections/{peer1}/check
  expect 200 {"connection": {"state": "busy", "stateReason": "The requests of the day are used up (429: planned)."}}
  POST /connections/{peer1}/check
  expect 200 {"connection": {"state": "ok", "stateReason": "{absent}"}}
  PUT /connections/{peer1} {"remoteLocationId": "another"}
  POST /connections/{peer1}/check
  expect 200 {"connection": {"state": "refused"}}

story   a site whose clock is at most five minutes wrong is heard, on either side, also when another joined under its name before; what was caught is no use later
client other
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "https://other.example"}
  expect 201 {"connection": {"id": "{others:id}"}}
  POST /connections/{others}/join {"hub": "https://crm.example.com"}
  expect 201 {"code": "{theirs:text}"}
client nobody
  POST /bridge/pair {"code": "{theirs}", "id": "peer1", "secret": "their own secret, not ours", "home": "https://other.example"}
  expect 201
client
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "https://site.example"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /connections/{site}/join {"hub": "https://crm.example.com"}
  expect 201 {"code": "{code:text}"}
client nobody
  POST /bridge/pair {"code": "{code}", "id": "peer1", "secret": "a secret of the peer", "home": "https://site.example"}
  expect 201
client site
  header X-Groundlevel-Time: now-290
  POST /bridge/ring {"site": "peer1"}
  expect 200
  header X-Groundlevel-Time: now290
  POST /bridge/ring {"site": "peer1"}
  expect 200
  header X-Groundlevel-Time: now-310
  POST /bridge/ring {"site": "peer1"}
  expect 401
  header X-Groundlevel-Time: now320
  POST /bridge/ring {"site": "peer1"}
  expect 401

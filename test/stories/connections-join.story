story   a site is joined by one button: whoever runs it agrees there, and the secret goes from server to server
peer
client peer
  POST /control {"bridge": true}
client
  # a bridge without a secret is there to be joined; where the site finds us must be safe
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "{peer}/"}
  expect 201 {"connection": {"id": "{site:id}", "hasSecret": false, "state": "unchecked"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "refused", "stateReason": "The site is not joined yet: open its page by join, or give the eight letters that it shows."}}
  POST /connections/{site}/join {}
  expect 422 {"message": ["hub should not be empty: it is where the site finds us"]}
  POST /connections/{site}/join {"hub": "http://crm.example.com"}
  expect 422 {"message": ["hub must be an address that begins with https://"]}
  POST /connections/{site}/join {"hub": "http://127.0.0.1.example.com"}
  expect 422 {"message": ["hub must be an address that begins with https://"]}
  POST /connections {"kind": "wordpress", "name": "other", "baseUrl": "{peer}", "account": "ann", "secret": "x", "hub": "https://crm.example.com"}
  expect 422 {"message": ["hub should not exist: only a bridge asks us"]}
  POST /connections {"kind": "wordpress", "name": "other", "baseUrl": "{peer}", "account": "ann", "secret": "x"}
  expect 201 {"connection": {"id": "{other:id}"}}
  POST /connections/{other}/join {"hub": "https://crm.example.com"}
  expect 422 {"message": "Only a connection of kind bridge is joined."}
  POST /connections/{site}/join {"hub": "https://crm.example.com/"}
  expect 201 {"joinUrl": "{where:text}", "code": "{first:text}", "expiresAt": "{instant}"}
  # the next asking is the one that counts
  POST /connections/{site}/join {}
  expect 201 {"code": "{code:text}"}
client other
  POST /connections/{site}/join {"hub": "https://crm.example.com"}
  expect 404
client nobody
  POST /bridge/pair {"code": "{first}", "id": "s1", "secret": "0123456789abcdef0123456789abcdef", "home": "{peer}"}
  expect 404 {"message": "Nobody was sent here with this code, or it was used, or it is older than a quarter of an hour."}
  POST /bridge/pair {"code": "{code}", "id": "s1", "secret": "0123456789abcdef0123456789abcdef", "home": "https://evil.example.com"}
  expect 422
  POST /bridge/pair {"code": "{code}", "id": "s:1", "secret": "0123456789abcdef0123456789abcdef", "home": "{peer}"}
  expect 422 {"message": "id must be of letters and digits"}
  POST /bridge/pair {"code": "{code}", "id": "s1", "secret": "short", "home": "{peer}"}
  expect 422
  POST /bridge/pair {"code": "{code}", "id": "peer1", "secret": "a secret of the peer", "home": "{peer}", "rest": "{peer}/wp-json/groundlevel/v1", "name": "Yoga", "version": "1.0"}
  expect 201 {"return": "https://crm.example.com/console/connections"}
  # once
  POST /bridge/pair {"code": "{code}", "id": "peer1", "secret": "another secret of the peer", "home": "{peer}"}
  expect 404
client
  GET /connections/{site}
  expect 200 {"connection": {"hasSecret": true, "state": "unchecked", "hub": "https://crm.example.com", "rungAt": "{absent}"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok", "report": {"site": "Peer"}}}
  # nobody is sent for longer than a quarter of an hour
  POST /connections/{site}/join {}
  expect 201 {"code": "{late:text}"}
  clock +16 minutes
client nobody
  POST /bridge/pair {"code": "{late}", "id": "peer1", "secret": "another secret of the peer", "home": "{peer}"}
  expect 404
client site
  POST /bridge/ring {"site": "peer1", "at": 1}
  expect 200 {"succeeded": true}
client
  GET /connections/{site}
  expect 200 {"connection": {"rungAt": "{instant}"}}
  # a site that leaves is refused from then on, and says so
client site
  POST /bridge/left {"site": "peer1"}
  expect 200 {"succeeded": true}
  POST /bridge/ring {"site": "peer1", "at": 2}
  expect 401 {"message": "The signature is not known here."}
client
  GET /connections/{site}
  expect 200 {"connection": {"hasSecret": false, "state": "refused", "stateReason": "The site was disconnected on its own page."}}
  # and a connection that is deleted says so to its site
  POST /connections {"kind": "bridge", "name": "again", "baseUrl": "{peer}", "secret": "7K4M-9XQP"}
  expect 201 {"connection": {"id": "{again:id}"}}
  POST /connections/{again}/check
  expect 200 {"connection": {"state": "ok"}}
  DELETE /connections/{again}
  expect 200 {"succeeded": true}
  DELETE /connections/{site}
  expect 200 {"succeeded": true}
client peer
  GET /control
  expect 200 {"asked": {"bridge-left": 1}}
client site
  POST /bridge/ring {"site": "peer1"}
  expect 401

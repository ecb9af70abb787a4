story   a check of a WordPress site finds its permalinks, its user and what they may do
peer
client peer
  POST /control {"user": "ann", "password": "abcd EFGH ijkl MNOP qrst UVWX"}
client
  POST /connections {
    "kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann",
    "secret": "abcd EFGH ijkl MNOP qrst UVWX"
  }
  expect 201 {"connection": {"id": "{site:id}", "account": "ann"}}
  POST /connections/{site}/check
  expect 200 {"connection": {
    "state": "ok",
    "report": {
      "site": "Peer", "permalinks": "pretty", "applicationPasswords": true, "user": "ann",
      "namespaces": ["oembed/1.0", "wp/v2"],
      "capabilities": {"list_users": true, "create_users": true, "edit_users": true},
      "authorizeUrl": "http://peer.test/wp-admin/authorize-application.php"
    }
  }}
client peer
  POST /control {"permalinks": "plain"}
client
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok", "report": {"permalinks": "plain", "user": "ann"}}}
  PUT /connections/{site} {"secret": "wrong"}
  POST /connections/{site}/check
  expect 200 {"connection": {
    "state": "refused",
    "stateReason": "The login name or application password is not accepted; or the site's server takes the Authorization header away."
  }}
# AccessAlly's webhooks cannot be tried: the site is asked who it is
  POST /connections {
    "kind": "accessally", "name": "pokes", "baseUrl": "{peer}", "secret": "handshake",
    "preset": "keap-form"
  }
  expect 201 {"connection": {"id": "{pokes:id}", "preset": "keap-form"}}
  POST /connections/{pokes}/check
  expect 200 {"connection": {"state": "ok", "report": {"site": "Peer"}}}
  POST /connections {
    "kind": "accessally-address", "name": "operation", "preset": "custom",
    "bodyType": "text/plain", "bodyTemplate": "{{contactId}}",
    "secret": "{peer}/?aal_fieldop=handshake&op=12"
  }
  expect 201 {"connection": {"id": "{operation:id}", "baseUrl": "{peer}", "hasSecret": true}}
  POST /connections/{operation}/check
  expect 200 {"connection": {"state": "ok"}}
client peer
  GET /control
  expect 200 {"pokes": []}

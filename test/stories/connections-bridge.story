story   a site without the bridge is told so, and what a bridge needs is said before anything is kept

peer
client
  POST /connections {"kind": "bridge", "name": "site", "secret": "7K4M-9XQP"}
  expect 422 {"message": ["baseUrl should not be empty"]}
  POST /connections {"kind": "bridge", "name": "site", "baseUrl": "{peer}", "secret": "7K4M-9XQP"}
  expect 201 {"connection": {"id": "{site:id}", "kind": "bridge", "hasSecret": true, "state": "unchecked"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "refused", "stateReason": "The site has no bridge: install the plugin from /bridge.zip."}}

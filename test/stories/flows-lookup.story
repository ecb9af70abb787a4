story   an id is looked up by its name once, kept, and looked up anew when something is not found
client other
  POST /locations/{otherlocation}/tags {"name": "vip"}
  expect 200 {"tag": {"id": "{tag:id}"}}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Keeper"}
  expect 201 {"contact": {"id": "{keeper:id}"}}
  POST /connections {"kind": "highlevel", "name": "far", "baseUrl": "{server}", "secret": "{othertoken}", "remoteLocationId": "{otherlocation}"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"look\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"let\": {\"vip\": \"{{ lookup('highlevel.location.tag', 'vip', 'far') }}\"}, \"do\": [{\"put\": \"highlevel.location.tag\", \"use\": \"far\", \"where\": {\"tagId\": \"{{ let.vip }}\"}, \"set\": {\"name\": \"{{ x.name }}\"}}, {\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{keeper}\"}, \"set\": {\"body\": \"{{ let.vip }}\"}}]}"]}
  POST /flows/look/run {"data": {"name": "one"}}
  expect 202 {"run": {"id": "{first:whole}"}}
  GET /flows/runs/{first}
  soon 200 {"run": {"state": "done"}, "steps": [{"path": "lookup[highlevel.location.tag:vip far].find"}, {"path": "1"}, {"path": "2"}]}
  # kept: it is not looked for a second time, though the tag has another name by now
  POST /flows/look/run {"data": {"name": "two"}}
  expect 202 {"run": {"id": "{second:whole}"}}
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "done"}, "steps": [{"path": "1"}, {"path": "2"}]}
client other
  DELETE /locations/{otherlocation}/tags/{tag}
  POST /locations/{otherlocation}/tags {"name": "vip"}
  expect 200 {"tag": {"id": "{newer:id}"}}
client
  POST /flows/look/run {"data": {"name": "three"}}
  expect 202 {"run": {"id": "{third:whole}"}}
  GET /flows/runs/{third}
  soon 200 {"run": {"state": "failed"}}
  POST /flows/look/run {"data": {"name": "four"}}
  expect 202 {"run": {"id": "{fourth:whole}"}}
  GET /flows/runs/{fourth}
  soon 200 {"run": {"state": "done"}}
  GET /contacts/{keeper}/notes
  expect 200 {"notes": [{"body": "{newer}"}, {"body": "{tag}"}, {"body": "{tag}"}]}
  # what has no such name
  POST /flows/apply {"files": ["{\"flow\": \"none\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"let\": {\"vip\": \"{{ lookup('highlevel.location.tag', 'nobody') }}\"}, \"do\": [{\"stop\": \"{{ let.vip }}\"}]}"]}
  expect 422 {"message": ["none: let.vip there is no location tag with the name 'nobody'"]}
  # which one it is only a run knows
  POST /flows/apply {"files": ["{\"flow\": \"none\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"let\": {\"vip\": \"{{ lookup('highlevel.location.tag', x.tag || 'nobody') }}\"}, \"do\": [{\"stop\": \"{{ let.vip }}\"}]}"]}
  POST /flows/none/run {"data": {}}
  expect 202 {"run": {"id": "{fifth:whole}"}}
  GET /flows/runs/{fifth}
  soon 200 {"run": {"state": "failed", "reason": "let.vip: lookup('highlevel.location.tag', 'nobody'): there is none. Sample: x "}}
  # two connections could be meant
  POST /flows/apply {"files": ["{\"flow\": \"both\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"let\": {\"vip\": \"{{ lookup('highlevel.location.tag', 'vip') }}\"}, \"do\": [{\"list\": \"highlevel.location.tags\", \"use\": \"far\"}, {\"list\": \"highlevel.location.tags\"}]}"]}
  expect 422 {"message": ["both: let.vip several connections could be meant: say which, as the third"]}

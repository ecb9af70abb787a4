story   a put that meets another's e-mail or unique value fails and says why, and nothing is done to the other
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "email": "ben@example.com"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  # here
  POST /flows/apply {"files": ["{\"flow\": \"here\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ x.id }}\"}, \"set\": {\"email\": \"{{ x.email }}\", \"lastName\": \"New\"}}, {\"add\": \"highlevel.contact.tags\", \"where\": {\"contactId\": \"{{ steps.c.id }}\"}, \"set\": {\"tags\": [\"changed\"]}}]}"]}
  POST /flows/here/run {"data": {"id": "{ann}", "email": "ben@example.com"}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "failed", "reason": "This location does not allow duplicated contacts."}}
  GET /contacts/{ben}
  expect 200 {"contact": {"tags": [], "lastName": "{absent}"}}
  GET /contacts/{ann}
  expect 200 {"contact": {"email": "ann@example.com", "lastName": "{absent}"}}
  # on another server
  POST /connections {"kind": "highlevel", "name": "far", "baseUrl": "{server}", "secret": "{token}", "remoteLocationId": "{location}"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"there\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"put\": \"highlevel.contact\", \"use\": \"far\", \"where\": {\"id\": \"{{ x.id }}\"}, \"set\": {\"email\": \"{{ x.email }}\", \"lastName\": \"New\"}}, {\"add\": \"highlevel.contact.tags\", \"use\": \"far\", \"where\": {\"contactId\": \"{{ steps.c.id }}\"}, \"set\": {\"tags\": [\"changed\"]}}]}"]}
  POST /flows/there/run {"data": {"id": "{ann}", "email": "ben@example.com"}}
  expect 202 {"run": {"id": "{second:whole}"}}
  GET /flows/runs/{second}
  soon 200 {"run": {"state": "failed", "reason": "The other side has such a thing already (400: This location does not allow duplicated contacts.)."}}
  GET /contacts/{ben}
  expect 200 {"contact": {"tags": []}}
  # a value that only one record may have
  POST /objects/ {"locationId": "{location}", "key": "custom_objects.pet", "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "custom_objects.pet.name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /custom-fields/folder {"objectKey": "custom_objects.pet", "name": "Keys", "locationId": "{location}"}
  expect 201 {"id": "{folder:id}"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "sync_key", "name": "Key", "dataType": "TEXT", "isUnique": true}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Rex", "sync_key": "k1"}}
  expect 201 {"record": {"id": "{rex:any}"}}
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Max", "sync_key": "k2"}}
  expect 201 {"record": {"id": "{max:any}"}}
  POST /flows/apply {"files": [
    "{\"flow\": \"here\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"p\", \"put\": \"highlevel.record\", \"of\": \"pet\", \"where\": {\"id\": \"{{ x.id }}\"}, \"set\": {\"sync_key\": \"k2\", \"name\": \"New\"}}]}",
    "{\"flow\": \"there\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"p\", \"put\": \"highlevel.record\", \"of\": \"pet\", \"use\": \"far\", \"where\": {\"id\": \"{{ x.id }}\"}, \"set\": {\"sync_key\": \"k2\", \"name\": \"New\"}}]}",
    "{\"flow\": \"make\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"p\", \"post\": \"highlevel.record\", \"of\": \"pet\", \"set\": {\"sync_key\": \"k2\", \"name\": \"Again\"}}, {\"put\": \"highlevel.record\", \"of\": \"pet\", \"where\": {\"id\": \"{{ steps.p.id }}\"}, \"set\": {\"name\": \"Found\"}}]}"]}
  POST /flows/here/run {"data": {"id": "{rex}"}}
  expect 202 {"run": {"id": "{third:whole}"}}
  GET /flows/runs/{third}
  soon 200 {"run": {"state": "failed"}}
  POST /flows/there/run {"data": {"id": "{rex}"}}
  expect 202 {"run": {"id": "{fourth:whole}"}}
  GET /flows/runs/{fourth}
  soon 200 {"run": {"state": "failed"}}
  GET /objects/custom_objects.pet/records/{rex}
  expect 200 {"record": {"properties": {"name": "Rex", "sync_key": "k1"}}}
  # what is made takes what is there: the one that has this value
  POST /flows/make/run {"data": {}}
  expect 202 {"run": {"id": "{fifth:whole}"}}
  GET /flows/runs/{fifth}
  soon 200 {"run": {"state": "done"}}
  GET /objects/custom_objects.pet/records/{max}
  expect 200 {"record": {"properties": {"name": "Found", "sync_key": "k2"}}}
# a site says that a name is taken, and not by whom: the member is looked for
peer
client peer
  POST /control {"meta": ["level"], "plans": [{"on": "wordpress-update-user", "status": 409, "times": 0}]}
  POST /wp-json/wp/v2/users {"username": "zoe", "email": "zoe@example.com", "password": "x"}
  expect 201 {"id": "{zoe:whole}"}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd"}
  expect 201
  POST /flows/apply {"files": [
    "{\"flow\": \"member\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"m\", \"post\": \"wordpress.user\", \"use\": \"site\", \"set\": {\"username\": \"{{ x.name }}\", \"email\": \"{{ x.email }}\", \"password\": \"y\"}}, {\"stop\": \"member {{ steps.m.id }}\"}]}",
    "{\"flow\": \"change\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"put\": \"wordpress.user\", \"use\": \"site\", \"where\": {\"id\": {zoe}}, \"set\": {\"email\": \"other@example.com\"}}]}"]}
  POST /flows/member/run {"data": {"name": "zoe", "email": "zoe@example.com"}}
  expect 202 {"run": {"id": "{sixth:whole}"}}
  GET /flows/runs/{sixth}
  soon 200 {"run": {"state": "stopped", "reason": "member {zoe}"}}
  POST /flows/member/run {"data": {"name": "zoe", "email": "another@example.com"}}
  expect 202 {"run": {"id": "{seventh:whole}"}}
  GET /flows/runs/{seventh}
  soon 200 {"run": {"state": "failed", "reason": "The other side has such a thing already (500: Sorry, that username already exists!)."}}
  POST /flows/change/run {"data": {}}
  expect 202 {"run": {"id": "{eighth:whole}"}}
  GET /flows/runs/{eighth}
  soon 200 {"run": {"state": "failed", "reason": "The other side has such a thing already (409: planned)."}}

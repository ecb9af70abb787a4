story   a check learns which fields things have on the other side, and forgets them with the address
client other
  POST /locations/{otherlocation}/customFields {"name": "Level", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /objects/ {"locationId": "{otherlocation}", "labels": {"singular": "Pet", "plural": "Pets"},
    "key": "pets", "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
client
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{server}", "remoteLocationId": "{otherlocation}", "secret": "{othertoken}"}
  expect 201 {"connection": {"id": "{hl:id}"}}
  GET /connections/{hl}/fields
  expect 200 {"fields": []}
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "ok"}}
  GET /connections/{hl}/fields?objectKey=contact
  expect 200 {"fields": [{"objectKey": "contact", "fieldKey": "level", "fieldId": "{level}", "name": "Level", "kind": "TEXT"}]}
  GET /connections/{hl}/fields?objectKey=custom_objects.pets
  expect 200 {"fields": [{"fieldKey": "name", "kind": "TEXT"}]}
  GET /connections/{hl}/fields?objectKey=custom_objects
  expect 200 {"fields": [{"fieldKey": "pets", "kind": "object"}]}
  PUT /connections/{hl} {"remoteLocationId": "{location}", "secret": "{token}"}
  GET /connections/{hl}/fields
  expect 200 {"fields": []}
# a site: what it has registered for members
peer
client peer
  POST /control {"user": "ann", "password": "abcd", "meta": ["level", "renews_on"]}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd"}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /connections/{site}/check
  expect 200 {"connection": {"state": "ok"}}
  GET /connections/{site}/fields?objectKey=user
  expect 200 {"fields": [{"objectKey": "user", "fieldKey": "level"}, {"fieldKey": "renews_on"}]}
  DELETE /connections/{site}
  GET /connections/{site}/fields
  expect 404
client other
  GET /connections/{hl}/fields
  expect 404

story   the description of the server can be asked of some subjects alone

client nobody
  header -Version
  GET /openapi.json?tags=contacts
  expect 200 {"paths": {"/contacts/{contactId}": {"get": {"operationId": "get-contact"}}, "/objects/": "{absent}"}, "components": {"schemas": {"ContactChange": {"type": "object"}, "RecordNew": "{absent}"}}, "x-webhooks": {"ContactCreate": {"post": "{any}"}, "RecordCreate": "{absent}"}}
  header -Version
  GET /openapi.json?tags=contacts,objects
  expect 200 {"paths": {"/contacts/{contactId}": {"get": "{any}"}, "/objects/": {"get": "{any}"}}}
  header -Version
  GET /openapi.json?tags=contact
  expect 200 {"paths": {"/contacts/{contactId}": "{absent}"}}

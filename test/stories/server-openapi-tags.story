story   the description of the server can be asked of some subjects alone

client nobody
  header -Version
  GET /openapi.json?tags=contacts
  expect 200 {"paths": {"/contacts/{contactId}": {"get": {"operationId": "get-contact", "parameters": ["{any}", "{any}", {"$ref": "#/components/parameters/IfNoneMatch"}], "responses": {"200": {"headers": {"ETag": "{any}"}}, "304": "{any}", "412": "{absent}"}}, "put": {"parameters": ["{any}", "{any}", {"$ref": "#/components/parameters/IfMatch"}], "responses": {"200": {"headers": "{absent}"}, "412": {"$ref": "#/components/responses/Stale"}, "304": "{absent}"}}}, "/contacts/{contactId}/notes": {"get": {"responses": {"304": "{absent}"}}, "post": {"responses": {"412": "{absent}"}}}, "/objects/": "{absent}"}, "components": {"schemas": {"ContactChange": {"type": "object"}, "RecordNew": "{absent}"}}, "x-webhooks": {"ContactCreate": {"post": "{any}"}, "RecordCreate": "{absent}"}}
  header -Version
  GET /openapi.json?tags=contacts,objects
  expect 200 {"paths": {"/contacts/{contactId}": {"get": "{any}"}, "/objects/": {"get": "{any}"}}}
  header -Version
  GET /openapi.json?tags=contact
  expect 200 {"paths": {"/contacts/{contactId}": "{absent}"}}

story   the server says how it is and what it answers, without a token

client nobody
  header -Version
  GET /health
  expect 200 {"status": "ok", "store": "{text}", "version": "{text}", "checks": {"writeMs": "{any}", "readMs": "{any}", "lookAgeMs": "{any}"}}
  header -Version
  GET /openapi.json
  expect 200 {"openapi": "3.0.3", "paths": {"/contacts/{contactId}": {"get": {"operationId": "get-contact"}}}}
  GET /metrics
  expect 200
  GET /
  expect 404 {"statusCode": 404, "message": "Cannot GET /", "error": "Not Found", "traceId": "{uuid}"}
  header Accept: text/html,application/xhtml+xml
  GET /
  expect 303
  header -Version
  GET /bridge.zip
  expect 200
  expect header Content-Type application/zip
  expect header Content-Disposition attachment; filename="groundlevel.zip"
  GET /nowhere?at=all
  expect 404 {"statusCode": 404, "message": "Cannot GET /nowhere", "error": "Not Found", "traceId": "{uuid}"}
  POST /contacts/x/y/z {}
  expect 404 {"message": "Cannot POST /contacts/x/y/z"}

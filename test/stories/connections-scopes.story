story   a check says which scopes the token lacks, and finds a wrong location with a weak token
client other
  POST /locations/{otherlocation}/customFields {"name": "Level", "dataType": "TEXT"}
client agency
  POST /tokens {"name": "weak", "class": "location", "locationId": "{otherlocation}",
    "scopes": ["contacts.readonly", "contacts.write"]}
  expect 201 {"token": {"secret": "{weak:text}"}}
  POST /tokens {"name": "blind", "class": "location", "locationId": "{otherlocation}", "scopes": ["contacts.write"]}
  expect 201 {"token": {"secret": "{blind:text}"}}
client
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{server}", "remoteLocationId": "{otherlocation}", "secret": "{weak}"}
  expect 201 {"connection": {"id": "{hl:id}"}}
  # not checked yet: what there is is not known
  POST /flows/check {"file": "{\"flow\": \"f\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"use\": \"hl\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"customFields.level\": \"a\"}}]}"}
  expect 200 {"ok": false, "scopes": ["contacts.write", "locations/customFields.readonly"], "problems": [
    {"why": "names the custom field 'level', but which there are is not known yet: check the connection 'hl' first"}]}
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "ok", "report": {
    "note": "The token may not read its location (locations.readonly). That is no fault.",
    "lacks": ["locations.readonly", "locations/customFields.readonly", "objects/schema.readonly", "associations.readonly", "{more}"]}}}
  # and then which scope it takes to know it, instead of the same advice for ever
  POST /flows/check {"file": "{\"flow\": \"f\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"use\": \"hl\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"customFields.level\": \"a\"}}]}"}
  expect 200 {"ok": false, "problems": [
    {"why": "names the custom field 'level', but which there are is not known yet: the token of the connection 'hl' lacks the scope locations/customFields.readonly: add it there, then check the connection again"}]}
  # the same token, another location
  PUT /connections/{hl} {"remoteLocationId": "{location}"}
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "refused"}}
  # a token that may read nothing: it is said that nobody knows
  PUT /connections/{hl} {"secret": "{blind}"}
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "ok", "report": {
    "note": "The token may read nothing of its location, so whether it is of this one is not known."}}}
  # one with all: nothing is lacking, and a field that is not there is not there
  PUT /connections/{hl} {"remoteLocationId": "{otherlocation}", "secret": "{othertoken}"}
  POST /connections/{hl}/check
  expect 200 {"connection": {"state": "ok", "report": {"lacks": [], "note": "{absent}"}}}
  POST /flows/check {"file": "{\"flow\": \"f\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"use\": \"hl\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"customFields.levle\": \"a\"}}]}"}
  expect 200 {"ok": false, "problems": [{"why": "there is no custom field 'levle'; did you mean 'level'?"}]}

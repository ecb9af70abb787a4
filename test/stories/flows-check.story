story   a check of a flow file finds what cannot fit: names, kinds, connections, other flows, and what it costs
client
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"event\": \"highlevel.contact.updated\", \"watch\": [\"email\"]}, \"only\": \"{{ contact.fristName == 'x' }}\", \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contcat.id }}\"}, \"set\": {\"tags\": \"vip\", \"firstName\": \"{{ lower(contact.tags) }}\"}}, {\"get\": \"accessally.member\", \"where\": {\"id\": \"{{ steps.two.id }}\"}}]}"}
  expect 200 {"ok": false, "problems": [
    {"at": "only", "why": "there is no 'fristName' in contact.fristName; did you mean 'firstName'?"},
    {"at": "do[0].where.id", "why": "there is no 'contcat' in contcat.id; did you mean 'contact'?"},
    {"at": "do[0].set.firstName", "why": "contact.tags is a list, but a text is wanted"},
    {"at": "do[1].where.id", "why": "no step has the id 'two'"},
    {"at": "do[0].set.tags", "why": "gives a text, but the field takes a list"},
    {"at": "do[1].use", "why": "says through which connection: it is missing"}
  ], "scopes": ["contacts.readonly", "contacts.write"]}
  # connections and their kinds
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "http://127.0.0.1:1", "account": "ann", "secret": "abcd"}
  expect 201
  POST /flows/check {"file": "{\"flow\": \"b\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.contact\", \"use\": \"site\", \"set\": {\"email\": \"a@b.c\"}}, {\"get\": \"accessally.member\", \"use\": \"nowhere\", \"where\": {\"id\": \"1\"}}]}"}
  expect 200 {"ok": false, "problems": [
    {"at": "do[0].use", "why": "'site' is a connection of the kind wordpress, which has no create-contact"},
    {"at": "do[1].use", "why": "there is no connection 'nowhere'"}]}
  # records have the fields of their object
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /flows/check {"file": "{\"flow\": \"c\", \"on\": {\"event\": \"highlevel.record.saved\", \"of\": \"pet\"}, \"do\": [{\"post\": \"highlevel.record\", \"of\": \"pet\", \"set\": {\"nam\": \"{{ record.properties.nmae }}\"}}]}"}
  expect 200 {"ok": false, "problems": [
    {"why": "writes what starts this flow, which would go round for ever: say with 'watch' which fields matter, or with 'only' when it is to run"},
    {"at": "do[0].set.nam", "why": "'custom_objects.pet' has no field 'nam'; did you mean 'name'?"},
    {"at": "do[0].set.nam", "why": "'custom_objects.pet' has no field 'nmae'; did you mean 'name'?"}]}
  # two flows that write the same, and start each other
  POST /flows/apply {"files": ["{\"flow\": \"one\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.updated\", \"watch\": [\"email\"]}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"firstName\": \"x\"}}]}"]}
  POST /flows/check {"file": "{\"flow\": \"two\", \"on\": {\"event\": \"highlevel.contact.updated\", \"watch\": [\"email\"]}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"firstName\": \"y\"}}]}"}
  expect 200 {"ok": true, "notes": [{"at": "do[0]"},
    {"why": "writes 'firstName' of 'contact', which the flow 'one' writes, too: the later wins"},
    {"why": "starts the flow 'one', which starts this one: it ends when 'watch' or 'only' says so, or when nothing changes any more"},
    {"at": "on"}]}
  # what a trigger costs
  POST /connections {"kind": "highlevel", "name": "far", "baseUrl": "{server}", "secret": "{othertoken}", "remoteLocationId": "{otherlocation}"}
  expect 201
  POST /flows/check {"file": "{\"flow\": \"d\", \"on\": {\"poll\": \"highlevel.contacts\", \"use\": \"far\", \"every\": \"5m\"}, \"do\": [{\"stop\": \"seen\"}]}"}
  expect 200 {"ok": true, "requestsPerDay": 289, "quotaPerDay": 200000}

story   what a flow is said to need is what it asks: also for what is looked up, and for what is gone
client
  POST /flows/check {"file": "{\"flow\": \"f\", \"on\": {\"poll\": \"highlevel.records\", \"use\": \"hl\", \"of\": \"pets\"}, \"let\": {\"a\": \"{{ lookup('highlevel.association', 'x') }}\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"use\": \"hl\", \"where\": {\"contactId\": \"a\"}, \"set\": {\"body\": \"b\"}}]}"}
  expect 200 {"scopes": ["objects/record.readonly", "objects/schema.readonly", "contacts.write", "contacts.readonly", "associations.readonly"]}
  # a contact that is named by its id is not searched for
  POST /flows/check {"file": "{\"flow\": \"f\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"firstName\": \"a\"}}]}"}
  expect 200 {"scopes": ["contacts.write"]}

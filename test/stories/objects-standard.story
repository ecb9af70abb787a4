story   contact, opportunity and business are objects of every location
client
  GET /objects/?locationId={location}
  expect 200 {"objects": [
    {"key": "contact", "standard": true, "type": "SYSTEM_DEFINED",
     "labels": {"singular": "Contact", "plural": "Contacts"}, "locationId": "{location}",
     "primaryDisplayProperty": "contact.first_name", "id": "{contact:hex}"},
    {"key": "opportunity", "standard": true},
    {"key": "business", "standard": true, "labels": {"singular": "Company", "plural": "Companies"}}
  ]}
  GET /objects/contact?locationId={location}
  expect 200 {"object": {"id": "{contact}", "key": "contact"}, "cache": false, "fields": [
    {"fieldKey": "contact.first_name", "dataType": "TEXT", "objectKey": "contact", "standard": true},
    "{more}"]}
  GET /objects/{contact}?locationId={location}&fetchProperties=false
  expect 200 {"object": {"key": "contact"}, "fields": []}

story   a standard object keeps its id when its searchable properties change
client
  GET /objects/contact?locationId={location}&fetchProperties=false
  expect 200 {"object": {"id": "{contact:hex}"}}
  PUT /objects/contact {"locationId": "{location}",
    "searchableProperties": ["contact.email", "contact.phone"]}
  expect 200 {"object": {"id": "{contact}", "standard": true, "type": "SYSTEM_DEFINED",
    "searchableProperties": ["contact.email", "contact.phone"]}}
  GET /objects/contact?locationId={location}&fetchProperties=false
  expect 200 {"object": {"id": "{contact}", "searchableProperties": ["contact.email", "contact.phone"]}}
  GET /objects/?locationId={location}
  expect 200 {"objects": [{"key": "contact"}, {"key": "opportunity"}, {"key": "business"}]}
  PUT /objects/contact {"locationId": "{location}", "searchableProperties": ["contact.email",
    "contact.phone", "contact.city", "contact.state", "contact.country", "contact.source",
    "contact.type"]}
  expect 400 {"message": "This object has at most 6 searchable properties"}

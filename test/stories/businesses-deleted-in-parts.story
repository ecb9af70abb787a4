story   a business that many contacts belong to goes at once, and out of its contacts part by part, also after a kill
client
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  # a flow takes each new contact into it
  POST /flows/apply {"files": ["{\"flow\": \"join\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"id\": \"r\", \"post\": \"highlevel.relation\", \"set\": {\"locationId\": \"{location}\", \"associationId\": \"BUSINESSES_CONTACTS_ASSOCIATION\", \"firstRecordId\": \"{acme}\", \"secondRecordId\": \"{{ contact.id }}\"}}]}"]}
  POST /contacts/ {"locationId": "{location}", "firstName": "First"}
  expect 201 {"contact": {"id": "{first:id}"}}
  repeat 60 POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201
  clock +1 minutes
  repeat 60 POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{last:id}"}}
  clock +1 minutes
  GET /contacts/business/{acme}?locationId={location}&limit=1
  soon 200 {"count": 121}
  clock +1 minutes
  GET /events?types=ContactUpdate&limit=1000
  expect 200 {"next": "{before:text}"}
  DELETE /businesses/{acme}
  expect 200 {"success": true}
  GET /businesses/{acme}
  expect 400
  restart
  GET /contacts/{first}
  soon 200 {"contact": {"firstName": "First", "businessId": "{absent}"}}
  GET /contacts/{last}
  soon 200 {"contact": {"firstName": "Ann", "businessId": "{absent}"}}
  # all 121 have said so, once
  GET /events?types=ContactUpdate&since={before}&limit=1000
  soon 200 {"events": [
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {},
    {}]}

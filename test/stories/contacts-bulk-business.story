story  contacts are put into a business, listed by it, and taken out
client
  POST /businesses/ {"locationId": "{location}", "name": "Engines"}
  expect 201 {"buiseness": {"id": "{engines:hex}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  GET /events
  expect 200 {"next": "{before:text}"}
  POST /contacts/bulk/business {"locationId": "{location}", "ids": ["{ann}", "{ben}", "nobody"],
    "businessId": "{engines}"}
  expect 200 {"success": true, "ids": ["{ann}", "{ben}"], "traceId": "{uuid}"}
  GET /events?since={before}
  expect 200 {"events": [{"type": "ContactUpdate", "payload": {"id": "{ann}"}},
    {"type": "ContactUpdate", "payload": {"id": "{ben}"}}]}
  GET /contacts/business/{engines}?locationId={location}
  expect 200 {"contacts": [{"id": "{ben}", "businessId": "{engines}"}, {"id": "{ann}"}], "count": 2}
  GET /contacts/business/{engines}?locationId={location}&limit=1&skip=1
  expect 200 {"contacts": [{"id": "{ann}"}], "count": 2}
  GET /contacts/business/{engines}?locationId={location}&query=be
  expect 200 {"contacts": [{"id": "{ben}"}], "count": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 5,
    "filters": [{"field": "businessName", "operator": "eq", "value": "engines"}]}
  expect 200 {"contacts": [{"id": "{ben}", "businessName": "Engines"}, {"id": "{ann}"}]}
  POST /contacts/bulk/business {"locationId": "{location}", "ids": ["{ann}"], "businessId": null}
  expect 200 {"success": true, "ids": ["{ann}"]}
  GET /contacts/{ann}
  expect 200 {"contact": {"businessId": "{absent}"}}
  POST /contacts/bulk/business {"locationId": "{location}", "ids": ["{ann}"], "businessId": "nosuch"}
  expect 422 {"message": ["businessId must be the id of a business of this location"]}
  GET /contacts/business/nosuch?locationId={location}
  expect 400

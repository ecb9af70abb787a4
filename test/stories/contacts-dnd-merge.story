story  what is sent of dndSettings is laid over what is kept, channel by channel
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann",
    "dndSettings": {"Call": {"status": "active"}, "FB": null}}
  expect 201 {"contact": {"id": "{ann:id}", "dndSettings": {"Call": {"status": "active"}, "FB": "{absent}"}}}
  PUT /contacts/{ann} {"dndSettings": {"Email": {"status": "active", "message": "no mail"}}}
  expect 200
  PUT /contacts/{ann} {"dndSettings": {"SMS": {"code": "7", "status": "permanent"}}}
  expect 200 {"contact": {"dndSettings": {"Call": {"status": "active"},
    "Email": {"status": "active", "message": "no mail"}, "SMS": {"status": "permanent", "code": "7"}}}}
  PUT /contacts/{ann} {"dndSettings": {}}
  expect 200 {"contact": {"dndSettings": {"Email": {"status": "active"}, "SMS": {"status": "permanent"}}}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 5, "filters": [
    {"field": "dndSettings.Email.status", "operator": "eq", "value": "active"},
    {"field": "dndSettings.SMS.status", "operator": "eq", "value": "permanent"}]}
  expect 200 {"total": 1}
  PUT /contacts/{ann} {"dndSettings": {"Email": {"status": "inactive"}, "SMS": null}}
  expect 200 {"contact": {"dndSettings": {"Call": {"status": "active"},
    "Email": {"status": "inactive", "message": "{absent}"}, "SMS": "{absent}"}}}
  PUT /contacts/{ann} {"inboundDndSettings": {"all": {"status": "active"}}}
  PUT /contacts/{ann} {"inboundDndSettings": {}}
  expect 200 {"contact": {"inboundDndSettings": {"all": {"status": "active"}}}}
  PUT /contacts/{ann} {"dndSettings": null}
  expect 200 {"contact": {"dndSettings": "{absent}", "inboundDndSettings": {"all": {"status": "active"}}}}

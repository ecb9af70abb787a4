story   a custom field that many contacts have goes at once, and its values part by part, also after a kill
client
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "First", "customFields": [{"id": "{level}", "field_value": "gold"}]}
  expect 201 {"contact": {"id": "{first:id}"}}
  repeat 85 POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [{"id": "{level}", "field_value": "gold"}]}
  expect 201
  clock +1 minutes
  repeat 85 POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [{"id": "{level}", "field_value": "gold"}]}
  expect 201
  clock +1 minutes
  repeat 85 POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [{"id": "{level}", "field_value": "gold"}]}
  expect 201 {"contact": {"id": "{last:id}"}}
  clock +1 minutes
  DELETE /locations/{location}/customFields/{level}
  expect 200
  restart
  GET /contacts/{first}
  expect 200 {"contact": {"customFields": []}}
  GET /contacts/{last}
  soon 200 {"contact": {"customFields": []}}
  # every one of them has said so, once
  GET /events?types=ContactUpdate&limit=500
  soon 200 {"events": [{"payload": {"id": "{first}", "customFields": []}}, "{more}"]}

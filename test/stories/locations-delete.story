story   a location that is deleted is reached by nobody any more, and the others keep what they have
client other
  POST /contacts/ {"locationId": "{otherlocation}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{theirs:id}"}}
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ours:id}"}}
client agency
  POST /users/ {"companyId": "{company}", "firstName": "Sam", "lastName": "Both", "email": "sam@example.com", "password": "long enough", "type": "account", "role": "user", "locationIds": ["{location}", "{otherlocation}"]}
  expect 201 {"id": "{sam:id}", "roles": {"locationIds": ["{location}", "{otherlocation}"]}}

  # only the company can
client
  DELETE /locations/{location}?deleteTwilioAccount=true
  expect 401 {"message": "Token's user type mismatch!"}
client other
  DELETE /locations/{location}
  expect 401
client agency
  DELETE /locations/nosuchlocation123456
  expect 403 {"message": "The token does not have access to this location."}
  DELETE /locations/{otherlocation}?deleteTwilioAccount=maybe
  expect 422
client nobody
  DELETE /locations/{otherlocation}
  expect 401
client agency
  GET /locations/{otherlocation}
  expect 200

  DELETE /locations/{otherlocation}?deleteTwilioAccount=false
  expect 200 {"success": true, "message": "Deleted location with id: {otherlocation}"}
  GET /locations/{otherlocation}
  expect 403
  DELETE /locations/{otherlocation}
  expect 403
  GET /locations/{otherlocation}/tags
  expect 403
  GET /events?types=LocationDelete
  expect 200 {"events": [{"type": "LocationDelete", "locationId": "{absent}", "payload": {"id": "{otherlocation}", "companyId": "{company}", "name": "{any:text}"}}]}
client other
  GET /contacts/{theirs}
  expect 401 {"message": "Invalid Private Integration token"}
client agency
  GET /locations/search
  expect 200 {"locations": [{"id": "{location}"}]}
  GET /users/{sam}
  soon 200 {"roles": {"locationIds": ["{location}"]}}
  # what was said of it is forgotten with it, what was said of others is not
  GET /events?types=ContactCreate
  soon 200 {"events": [{"type": "ContactCreate", "locationId": "{location}"}]}
client
  GET /contacts/{ours}
  expect 200 {"contact": {"id": "{ours}", "email": "ann@example.com"}}
clock +11 minutes
client
  GET /contacts/{ours}
  expect 200

story  calendar groups are made, listed, changed, switched off and deleted
client
  GET /calendars/groups?locationId={location}
  expect 200 {"groups": []}
  POST /calendars/groups/validate-slug {"locationId": "{location}", "slug": "15-mins"}
  expect 200 {"available": true, "traceId": "{uuid}"}
  POST /calendars/groups {"locationId": "{location}", "name": "Group A",
    "description": "our group", "slug": "15-Mins"}
  expect 201 {"group": {"id": "{a:id}", "locationId": "{location}", "name": "Group A",
    "description": "our group", "slug": "15-mins", "isActive": true}}
  POST /calendars/groups/validate-slug {"locationId": "{location}", "slug": "15-mins"}
  expect 200 {"available": false}
  POST /calendars/groups/validate-slug {"locationId": "{location}", "slug": "not a slug"}
  expect 200 {"available": false}
  POST /calendars/groups {"locationId": "{location}", "name": "B", "description": "",
    "slug": "15-mins"}
  expect 400 {"status": 400, "name": "HttpException",
    "message": "The slug 15-mins is already taken"}
  POST /calendars/groups {"locationId": "{location}", "name": "B", "slug": "a b"}
  expect 422 {"message": ["slug must be lower-case letters, digits and hyphens"]}
  POST /calendars/groups {"locationId": "{location}", "name": " ", "slug": "b", "colour": "red"}
  expect 422
  POST /calendars/groups {"locationId": "{location}", "name": "B", "slug": "b"}
  expect 201 {"group": {"id": "{b:id}", "description": ""}}
  PUT /calendars/groups/{b} {"name": "Bee", "description": "buzz", "slug": "bee"}
  expect 200 {"group": {"id": "{b}", "name": "Bee", "description": "buzz", "slug": "bee"}}
  PUT /calendars/groups/{b} {"name": "Bee", "description": "buzz", "slug": "15-mins"}
  expect 400
  PUT /calendars/groups/{b}/status {"isActive": false}
  expect 200 {"success": true}
  GET /calendars/groups?locationId={location}
  expect 200 {"groups": [{"id": "{a}", "isActive": true}, {"id": "{b}", "isActive": false,
    "slug": "bee"}]}
  POST /calendars/ {"locationId": "{location}", "name": "C", "groupId": "{b}"}
  expect 200 {"calendar": {"id": "{c:id}", "groupId": "{b}"}}
  GET /calendars/?locationId={location}&groupId={b}
  expect 200 {"calendars": [{"id": "{c}"}]}
  GET /calendars/?locationId={location}&groupId={a}
  expect 200 {"calendars": []}
  DELETE /calendars/groups/{b}
  expect 200 {"success": true}
  GET /calendars/{c}
  expect 200 {"calendar": {"groupId": "{absent}"}}
  DELETE /calendars/groups/{b}
  expect 404 {"status": 404, "message": "Group not found"}
  PUT /calendars/groups/{b}/status {"isActive": true}
  expect 404
  PUT /calendars/groups/{b} {"name": "x"}
  expect 404
client other
  GET /calendars/groups?locationId={otherlocation}
  expect 200 {"groups": []}
  PUT /calendars/groups/{a} {"name": "mine"}
  expect 404
  DELETE /calendars/groups/{a}
  expect 404
  POST /calendars/groups {"locationId": "{otherlocation}", "name": "A", "slug": "15-mins"}
  expect 201

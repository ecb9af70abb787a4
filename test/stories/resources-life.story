story  rooms and equipment are made, read, changed and deleted
client
  POST /calendars/ {"locationId": "{location}", "name": "S", "calendarType": "service_booking",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{s:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "T", "calendarType": "service_booking",
    "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{t:id}"}}
  POST /calendars/resources/rooms {"locationId": "{location}", "name": "Yoga room",
    "description": "upstairs", "capacity": 12, "calendarIds": ["{s}", "{t}"]}
  expect 201 {"id": "{room:id}", "locationId": "{location}", "name": "Yoga room",
    "resourceType": "rooms", "isActive": true, "description": "upstairs", "capacity": 12,
    "quantity": "{absent}", "calendarIds": ["{s}", "{t}"], "traceId": "{uuid}"}
  POST /calendars/resources/equipments {"locationId": "{location}", "name": "Mat",
    "description": "", "quantity": 5, "outOfService": 1, "capacity": 0, "calendarIds": ["{s}"]}
  expect 201 {"id": "{mat:id}", "resourceType": "equipments", "quantity": 5, "outOfService": 1}
  POST /calendars/resources/equipments {"locationId": "{location}", "name": "Ball",
    "quantity": 5, "calendarIds": ["{s}", "{t}"]}
  expect 400 {"status": 400,
    "message": "One equipment can only be mapped with one service calendar"}
  POST /calendars/resources/rooms {"locationId": "{location}", "name": "R", "capacity": 1,
    "calendarIds": ["nosuchcalendar"]}
  expect 404
  POST /calendars/resources/rooms {"locationId": "{location}", "name": "R"}
  expect 422 {"message": ["capacity should not be empty"]}
  POST /calendars/resources/garages {"locationId": "{location}", "name": "R"}
  expect 422
  GET /calendars/resources/rooms?locationId={location}&limit=10&skip=0
  expect 200 [{"id": "{room}", "calendarIds": ["{s}", "{t}"]}]
  GET /calendars/resources/equipments?locationId={location}
  expect 200 [{"id": "{mat}", "name": "Mat"}]
  GET /calendars/resources/rooms/{room}
  expect 200 {"id": "{room}", "name": "Yoga room"}
  GET /calendars/resources/equipments/{room}
  expect 404
  PUT /calendars/resources/rooms/{room} {"name": "Hall", "capacity": 20, "isActive": false,
    "calendarIds": ["{t}"]}
  expect 200 {"id": "{room}", "name": "Hall", "capacity": 20, "isActive": false,
    "description": "upstairs", "calendarIds": ["{t}"]}
  PUT /calendars/resources/rooms/{room} {"capacity": null}
  expect 422
  DELETE /calendars/resources/rooms/{room}
  expect 200 {"success": true}
  GET /calendars/resources/rooms/{room}
  expect 404 {"message": "Calendar resource not found"}
  DELETE /calendars/resources/rooms/{room}
  expect 404
client other
  GET /calendars/resources/equipments/{mat}
  expect 404
  PUT /calendars/resources/equipments/{mat} {"name": "mine"}
  expect 404

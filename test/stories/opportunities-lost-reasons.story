story   lost reasons are made, found, renamed, and no longer offered
client
  POST /opportunities/lost-reason {"locationId": "{location}", "name": "Too dear"}
  expect 201 {"lostReason": {"id": "{dear:id}", "name": "Too dear", "locationId": "{location}", "createdAt": "{instant}", "updatedAt": "{instant}"}}
  POST /opportunities/lost-reason {"locationId": "{location}", "name": "No time"}
  expect 201 {"lostReason": {"id": "{time:id}"}}
  POST /opportunities/lost-reason {"locationId": "{location}", "name": "too DEAR"}
  expect 400 {"message": "There is such a lost reason already."}
  GET /opportunities/lost-reason?locationId={location}
  expect 200 {"lostReasons": [{"id": "{dear}", "name": "Too dear"}, {"id": "{time}"}], "total": 2}
  GET /opportunities/lost-reason?locationId={location}&query=dea
  expect 200 {"lostReasons": [{"id": "{dear}"}], "total": 1}
  GET /opportunities/lost-reason?locationId={location}&name=no%20time
  expect 200 {"lostReasons": [{"id": "{time}"}], "total": 1}
  GET /opportunities/lost-reason?locationId={location}&limit=1&skip=1&getCount=true
  expect 200 {"lostReasons": [{"id": "{time}"}], "total": 2}
  PUT /opportunities/lost-reason/{dear} {"name": "Too expensive"}
  expect 200 {"lostReason": {"id": "{dear}", "name": "Too expensive"}}
  DELETE /opportunities/lost-reason/{dear}
  expect 200 {"success": true}
  DELETE /opportunities/lost-reason/{dear}
  expect 400 {"message": "Lost reason with id {dear} not found"}
  GET /opportunities/lost-reason?locationId={location}
  expect 200 {"lostReasons": [{"id": "{time}"}], "total": 1}
  GET /opportunities/lost-reason?locationId={location}&deleted=true
  expect 200 {"lostReasons": [{"id": "{dear}", "name": "Too expensive"}], "total": 1}
  # its name may be given again
  POST /opportunities/lost-reason {"locationId": "{location}", "name": "Too expensive"}
  expect 201
client other
  GET /opportunities/lost-reason?locationId={location}
  expect 403
  PUT /opportunities/lost-reason/{time} {"name": "Mine"}
  expect 400
  GET /opportunities/lost-reason?locationId={otherlocation}
  expect 200 {"lostReasons": [], "total": 0}

story   a body that is not JSON, or not an object, is refused before anything is done
client
  raw application/json
  POST /contacts/ {"locationId": "{location}", "firstName":
  expect 400 {"error": "Bad Request"}
  POST /contacts/ []
  expect 422 {"message": ["body must be an object"]}
  raw text/plain
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 415
  raw application/json
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "firstName": "Bob"}
  expect 400
  GET /contacts/?locationId={location}
  expect 200 {"meta": {"total": 0}}

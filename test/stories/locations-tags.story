story  the dictionary of tags keeps each name once, in lower case
client
  POST /locations/{location}/tags {"name": " Gold Member "}
  expect 200 {"tag": {"id": "{gold:id}", "name": "gold member", "locationId": "{location}"}}
  POST /locations/{location}/tags {"name": "GOLD member"}
  expect 400 {"message": "The tag name is already exist."}
  POST /locations/{location}/tags {"name": "Alpha"}
  expect 200 {"tag": {"id": "{alpha:id}"}}
  GET /locations/{location}/tags
  expect 200 {"tags": [{"id": "{alpha}", "name": "alpha"}, {"id": "{gold}"}]}
  PUT /locations/{location}/tags/{alpha} {"name": "Beta"}
  expect 200 {"tag": {"id": "{alpha}", "name": "beta"}}
  PUT /locations/{location}/tags/{alpha} {"name": "gold member"}
  expect 400 {"message": "The tag name is already exist."}
  GET /locations/{location}/tags/{alpha}
  expect 200 {"tag": {"name": "beta", "locationId": "{location}"}}
  DELETE /locations/{location}/tags/{alpha}
  expect 200 {"succeded": true}
  GET /locations/{location}/tags/{alpha}
  expect 400 {"message": "Tag with id {alpha} not found"}
  DELETE /locations/{location}/tags/{alpha}
  expect 400
  PUT /locations/{location}/tags/{alpha} {"name": "x"}
  expect 400
  POST /locations/{location}/tags {"name": "  "}
  expect 400
  POST /locations/{location}/tags {}
  expect 422 {"message": ["name should not be empty"]}

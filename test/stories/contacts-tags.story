story  tags go on and off in lower case, and new ones enter the dictionary
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "tags": ["member"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/tags {"tags": ["Member", " VIP ", "vip"]}
  expect 201 {"tags": ["member", "vip"], "tagsAdded": ["vip"], "traceId": "{uuid}"}
  GET /contacts/{ann}
  expect 200 {"contact": {"tags": ["member", "vip"]}}
  GET /locations/{location}/tags
  expect 200 {"tags": [{"name": "member", "locationId": "{location}"}, {"name": "vip"}]}
  DELETE /contacts/{ann}/tags {"tags": ["MEMBER", "never"]}
  expect 200 {"tags": ["vip"], "tagsRemoved": ["member"]}
  DELETE /contacts/{ann}/tags {"tags": ["member"]}
  expect 200 {"tags": ["vip"], "tagsRemoved": []}
  POST /contacts/{ann}/tags {}
  expect 422 {"message": ["tags should not be empty"]}

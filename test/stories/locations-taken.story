story  a tag or value that is there already is refused in the words that clients know
client
  POST /locations/{location}/tags {"name": "VIP"}
  expect 200 {"tag": {"name": "vip"}}
  POST /locations/{location}/tags {"name": "vip"}
  expect 400 {"status": 400, "message": "The tag name is already exist.", "statusCode": "{absent}"}
  POST /locations/{location}/customValues {"name": "Home page", "value": "x"}
  expect 201
  POST /locations/{location}/customValues {"name": "Home page", "value": "y"}
  expect 400 {"message": "A custom value with the key home_page already exists."}

story   a connection that is not well described is refused with all that is wrong
client
  POST /connections {"kind": "wordpress", "name": "My Site", "baseUrl": "www.example.com"}
  expect 422 {"message": [
    "name must be of small letters, digits and hyphens",
    "baseUrl must be an address like https://www.example.com",
    "secret should not be empty: it is the application password",
    "account should not be empty: it is the login name of the application password's user"
  ]}
  POST /connections {
    "kind": "wordpress", "name": "site", "baseUrl": "https://ann:pw@www.example.com",
    "account": "ann", "secret": "x"
  }
  expect 422 {"message": ["baseUrl must be an address like https://www.example.com"]}
  POST /connections {"kind": "highlevel", "name": "hl", "secret": "pit-x"}
  expect 422 {"message": ["remoteLocationId should not be empty: it is the id of the location there"]}
  POST /connections {"kind": "highlevel", "name": "hl", "secret": "pit-x", "remoteLocationId": "l"}
  expect 201 {"connection": {"baseUrl": "https://services.leadconnectorhq.com"}}
  POST /connections {"kind": "groundlevel", "name": "here", "secret": "x"}
  expect 422
  POST /connections {"kind": "accessally", "name": "a", "baseUrl": "https://a.example", "secret": "w"}
  expect 422
  POST /connections {"kind": "accessally", "name": "a", "baseUrl": "https://a.example", "secret": "w", "preset": "custom"}
  expect 422
  POST /connections {"kind": "accessally-address", "name": "a", "secret": "word", "preset": "keap-form"}
  expect 422 {"message": ["secret must be the whole address of the webhook"]}
  POST /connections {"kind": "other", "name": "a"}
  expect 422

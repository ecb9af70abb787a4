story   an event of another server is refused, because only our own outbox is heard

client
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "https://services.example.com", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"far\", \"on\": {\"event\": \"highlevel.contact.updated\", \"use\": \"hl\"}, \"do\": [{\"stop\": \"seen\"}]}"]}
  expect 422 {"message": ["far: on.use names another server, whose events are not heard here: use 'poll', or 'hook'"]}
  GET /flows
  expect 200 {"flows": []}

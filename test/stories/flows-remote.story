story   what fails on the other side after it was done is looked for, and not done twice
peer
client peer
  POST /control {"plans": [{"on": "create-contact", "after": 3, "times": 1, "status": 502, "execute": true},
    {"on": "create-contact", "after": 6, "times": 1, "status": 500, "execute": false}]}
client
  POST /connections {"kind": "highlevel", "name": "hl", "baseUrl": "{peer}", "secret": "pit-00000000-0000-4000-8000-000000000000", "remoteLocationId": "peerlocation00000000"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"many\", \"enabled\": true, \"on\": {\"manual\": \"batch\"}, \"do\": [{\"for_each\": {\"in\": \"{{ batch.people }}\", \"as\": \"p\", \"key\": \"{{ p.email }}\", \"do\": [{\"id\": \"c\", \"post\": \"highlevel.contact\", \"use\": \"hl\", \"set\": {\"email\": \"{{ p.email }}\"}}]}}]}"]}
  POST /flows/many/run {"data": {"people": [{"email": "p0@example.com"}, {"email": "p1@example.com"}, {"email": "p2@example.com"}, {"email": "p3@example.com"}, {"email": "p4@example.com"}, {"email": "p5@example.com"}, {"email": "p6@example.com"}, {"email": "p7@example.com"}, {"email": "p8@example.com"}, {"email": "p9@example.com"}, {"email": "p10@example.com"}, {"email": "p11@example.com"}]}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
client peer
  GET /control
  expect 200 {"made": {"contact": 12}}

story   a token ends when it was said to, and lasts no longer than the one that made it
client agency
  POST /tokens {"name": "Past", "locationId": "{location}", "expiresAt": "2020-01-01T00:00:00Z"}
  expect 400 {"message": "expiresAt must be in the future."}
  POST /tokens {"name": "Odd", "locationId": "{location}", "expiresAt": "tomorrow"}
  expect 422
clock jumps +3 hours
  POST /tokens {"name": "Later", "locationId": "{location}"}
  expect 201 {"token": {"expiresAt": "{absent}", "dateAdded": "{in3hours:instant}"}}
clock jumps -1 hours
  POST /tokens {"name": "Sooner", "locationId": "{location}"}
  expect 201 {"token": {"dateAdded": "{in2hours:instant}"}}
clock jumps -2 hours
  POST /tokens {"name": "Guest", "class": "company", "expiresAt": "{in2hours}"}
  expect 201 {"token": {"id": "{guestid:id}", "expiresAt": "{in2hours}", "secret": "{guest:text}"}}
client nobody
  header Authorization: Bearer {guest}
  POST /tokens {"name": "For ever", "class": "company", "expiresAt": "{in3hours}"}
  expect 401 {"message": "Nobody can give a token that lasts longer than his own."}
  # not said: as long as the one that makes it
  header Authorization: Bearer {guest}
  POST /tokens {"name": "As long", "locationId": "{location}"}
  expect 201 {"token": {"id": "{childid:id}", "expiresAt": "{in2hours}", "secret": "{child:text}"}}
  header Authorization: Bearer {guest}
  POST /tokens/{childid}/rotate {"overlapSeconds": 0, "expiresAt": "{in3hours}"}
  expect 401 {"message": "Nobody can give a token that lasts longer than his own."}
client agency
  # a rotation keeps the end, also when the overlap would be longer
  POST /tokens/{guestid}/rotate {"overlapSeconds": 86400}
  expect 201 {"token": {"id": "{guest2id:id}", "expiresAt": "{in2hours}", "secret": "{guest2:text}"}}
  POST /tokens/{guest2id}/rotate {"overlapSeconds": 60, "expiresAt": "2020-01-01T00:00:00Z"}
  expect 400 {"message": "expiresAt must be in the future."}
  POST /tokens/{guest2id}/rotate {"overlapSeconds": 86400, "expiresAt": "{in3hours}"}
  expect 201 {"token": {"expiresAt": "{in3hours}", "secret": "{guest3:text}"}}
clock +121 minutes
client nobody
  header Authorization: Bearer {guest}
  GET /tokens
  expect 401 {"message": "Invalid Private Integration token"}
  header Authorization: Bearer {guest2}
  GET /tokens
  expect 401
  header Authorization: Bearer {child}
  GET /contacts/?locationId={location}
  expect 401
  header Authorization: Bearer {guest3}
  GET /tokens
  expect 200
client agency
  # what has ended is not woken
  POST /tokens/{guest2id}/rotate {"overlapSeconds": 60}
  expect 404 {"message": "Token not found"}

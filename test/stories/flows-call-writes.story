story   a raw call of an address that counts who follows it is no read: a preview does not count, a run does
client
  POST /links/ {"locationId": "{location}", "name": "Offer", "redirectTo": "https://example.com/offer"}
  expect 201 {"link": {"id": "{link:id}", "clicks": 0, "previews": 0}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /flows/check {"file": "{\"flow\": \"f\", \"on\": {\"poll\": \"highlevel.contacts\", \"start\": \"all\"}, \"do\": [{\"id\": \"a\", \"call\": \"GET\", \"path\": \"/l/{link}\"}, {\"id\": \"b\", \"call\": \"GET\", \"path\": \"/links/id/{link}\"}, {\"id\": \"c\", \"call\": \"GET\", \"path\": \"/{{ contact.type }}/{{ contact.id }}\", \"use\": \"ours\"}]}"}
  expect 200 {"steps": [{"at": "do[0]", "class": "L"}, {"at": "do[1]", "class": "L"}, {"at": "do[2]"}]}
  POST /flows/apply {"files": ["{\"flow\": \"f\", \"on\": {\"poll\": \"highlevel.contacts\", \"start\": \"all\"}, \"do\": [{\"id\": \"b\", \"call\": \"GET\", \"path\": \"/links/id/{link}?locationId={location}\"}, {\"id\": \"a\", \"call\": \"GET\", \"path\": \"/l/{link}\"}]}"]}
  expect 200
  POST /flows/f/preview {}
  expect 200 {"items": 1, "wouldSend": 1, "unclear": 1}
  GET /links/id/{link}?locationId={location}
  expect 200 {"link": {"clicks": 0, "previews": 0}}
  POST /flows/f/enable
  GET /flows/runs?state=done
  soon 200 {"runs": [{"state": "done"}]}
  GET /links/id/{link}?locationId={location}
  expect 200 {"link": {"clicks": 1, "previews": 0}}

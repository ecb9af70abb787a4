story   answers are listed by the days of the location, from a month ago until today when nothing is said
client agency
  PUT /locations/{location} {"companyId": "{company}", "timezone": "Pacific/Kiritimati"}
  expect 200
client
  POST /groundlevel/forms {"locationId": "{location}", "name": "Days", "elements": [{"key": "n", "kind": "number"}]}
  expect 201 {"form": {"id": "{form:id}"}}
clock to 9:00
clock +30 minutes
client
  POST /groundlevel/forms/{form}/submissions {"answers": {"n": 1}}
  expect 201 {"submission": {"id": "{one:hex}"}}
clock +1 hours
client
  # it is another day there
  POST /groundlevel/forms/{form}/submissions {"answers": {"n": 2}}
  expect 201 {"submission": {"id": "{two:hex}"}}
  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": [{"id": "{two}"}, {"id": "{one}"}]}
  GET /forms/submissions?locationId={location}&startAt=2020-01-01&endAt=2020-01-31
  expect 200 {"submissions": []}
clock +20 days
  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": [{"id": "{two}"}, {"id": "{one}"}]}
clock +20 days
  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": []}
  GET /forms/submissions?locationId={location}&startAt=2020-01-01
  expect 200 {"submissions": [{"id": "{two}"}, {"id": "{one}"}]}

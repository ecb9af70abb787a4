story  a day is the day as it was written, whatever the offset behind it
client
  POST /contacts/ {"locationId": "{location}", "dateOfBirth": "1990-05-20T00:00:00+02:00"}
  expect 201 {"contact": {"id": "{ann:id}", "dateOfBirth": "1990-05-20T00:00:00.000Z"}}
  PUT /contacts/{ann} {"dateOfBirth": "1990-05-20T23:30:00-05:00"}
  expect 200 {"contact": {"dateOfBirth": "1990-05-20T00:00:00.000Z"}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "dateOfBirth", "operator": "eq", "value": "1990-05-20T00:00:00+02:00"}]}
  expect 200 {"total": 1}

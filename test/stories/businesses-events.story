story   a business is announced as a record, whichever path it took
client
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  PUT /objects/business/records/{acme}?locationId={location} {"properties": {"name": "Acme Ltd"}}
  DELETE /businesses/{acme}
  GET /events?types=RecordCreate,RecordUpdate,RecordDelete
  expect 200 {"events": [
    {"type": "RecordCreate", "payload": {"id": "{acme}", "objectKey": "business", "properties": [{"key": "name", "valueString": "Acme"}]}},
    {"type": "RecordUpdate", "payload": {"properties": [{"key": "name", "valueString": "Acme Ltd"}]}},
    {"type": "RecordDelete", "payload": {"id": "{acme}"}}
  ]}

story   contacts are written into a file, formulas disarmed, and the file goes after a day
client
  POST /locations/{location}/customFields {"name": "Shoe size", "dataType": "NUMERICAL", "model": "contact"}
  expect 201 {"customField": {"id": "{shoe:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "=cmd()", "lastName": "O\"Neil, Jr", "email": "ann@example.com", "phone": "+4915111111111", "tags": ["vip", "new"], "dateOfBirth": "1980-12-31", "customFields": [{"id": "{shoe}", "field_value": 42.5}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201

  POST /exports {"columns": ["firstName", "lastName", "phone", "tags", "dateOfBirth", "contact.shoe_size"], "filters": [{"field": "email", "operator": "eq", "value": "ann@example.com"}]}
  expect 202 {"export": {"id": "{export:id}", "state": "running", "format": "csv", "total": 1}}
  GET /exports/{export}
  soon 200 {"export": {"state": "done", "done": 1, "size": "{whole}"}}
  GET /exports/{export}/file
  expect 200
  expect body \xef\xbb\xbffirstName,lastName,phone,tags,dateOfBirth,contact.shoe_size\r\n"'=cmd()","O""Neil, Jr","'+4915111111111","vip, new",1980-12-31,42.5\r\n
  expect header Content-Type text/csv; charset=utf-8
  expect header Content-Disposition

  # each line as get-contact tells it
  POST /exports {"of": "contacts", "format": "ndjson", "query": "bob"}
  expect 202 {"export": {"id": "{lines:id}", "format": "ndjson", "total": 1}}
  GET /exports/{lines}
  soon 200 {"export": {"state": "done", "done": 1}}
  GET /exports/{lines}/file
  expect holds "firstName":"Bob"
  expect lacks cmd
  GET /exports
  expect 200 {"exports": [{"id": "{lines}"}, {"id": "{export}"}]}

  # what cannot be
  POST /exports {"columns": ["shoes"]}
  expect 422 {"message": ["columns: shoes is no field of contacts"]}
  POST /exports {"filters": [{"field": "nothing", "operator": "eq", "value": "x"}]}
  expect 400
  POST /exports {"format": "xlsx"}
  expect 422
  GET /exports/nosuchexport
  expect 404 {"message": "There is no such export."}
  GET /exports/nosuchexport/file
  expect 404 {"message": "There is no such export."}
  client other
  GET /exports/{export}/file
  expect 404 {"message": "There is no such export."}
client scoped contacts.write
  POST /exports {}
  expect 401
client
  GET /exports?limit=1
  expect 200 {"exports": [{"id": "{lines}"}]}

clock +25 hours
  GET /exports
  soon 200 {"exports": []}
  GET /exports/{export}/file
  expect 404

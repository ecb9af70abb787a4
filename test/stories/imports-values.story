story   cells are read as people write them, and what is not clear is refused
client
  POST /locations/{location}/customFields {"name": "Sum", "dataType": "NUMERICAL", "model": "contact"}
  expect 201 {"customField": {"id": "{sum:id}"}}
  POST /locations/{location}/customFields {"name": "Sports", "dataType": "MULTIPLE_OPTIONS", "model": "contact", "options": ["Golf", "Chess", "Row"]}
  expect 201 {"customField": {"id": "{sports:id}"}}
  POST /contacts/ {"locationId": "{location}", "email": "ann@example.com", "customFields": [{"id": "{sports}", "field_value": ["Golf", "Row"]}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "email": "bob@example.com", "customFields": [{"id": "{sports}", "field_value": ["Golf", "Row"]}]}
  expect 201 {"contact": {"id": "{bob:id}"}}

  file file text/csv a.csv Email;Sum;Sports;Geburtstag;dnd\nann@example.com;1.234,50;Golf;12/31/1980;ja\nbob@example.com;;Row, Golf;;nein\nc@example.com;1,234;;;\nd@example.com;2,5;;1.2.1980;\ne@example.com;;;31.13.1980;\nf@example.com;;;;perhaps\ng@example.com;1,234.5;;;\n
  POST /imports
  expect 201 {"import": {"id": "{import:id}"}}
  POST /imports/{import}/check {"mapping": {"Email": "email", "Sum": "customFields.Sum", "Sports": "customFields.{sports}", "Geburtstag": "dateOfBirth", "dnd": "dnd"}}
  GET /imports/{import}
  soon 200 {"import": {"state": "checked", "made": 2, "changed": 1, "same": 1, "refused": 3}, "problems": [{"line": 4, "column": "Sum", "why": "“1,234” is not clear: is the comma a point? Write 1234 or 1.234."}, {"line": 6, "column": "Geburtstag", "why": "“31.13.1980” is no date: write 1980-12-31 or 31.12.1980."}, {"line": 7, "column": "dnd", "why": "“perhaps” is neither yes nor no."}]}
  POST /imports/{import}/start {}
  GET /imports/{import}
  soon 200 {"import": {"state": "done"}}
  GET /contacts/{ann}
  expect 200 {"contact": {"dnd": true, "dateOfBirth": "1980-12-31T00:00:00.000Z", "customFields": [{"id": "{sports}", "value": ["Golf"]}, {"id": "{sum}", "value": 1234.5}]}}
  GET /contacts/search/duplicate?locationId={location}&email=d@example.com
  expect 200 {"contact": {"dateOfBirth": "1980-02-01T00:00:00.000Z", "customFields": [{"value": 2.5}]}}
  GET /contacts/search/duplicate?locationId={location}&email=g@example.com
  expect 200 {"contact": {"customFields": [{"value": 1234.5}]}}

  # undone, ann has both again
  POST /imports/{import}/undo {}
  GET /imports/{import}
  soon 200 {"import": {"state": "undone", "removed": 2, "restored": 1, "kept": 0}}
  GET /contacts/{ann}
  expect 200 {"contact": {"dnd": "{absent}", "dateOfBirth": "{absent}", "customFields": [{"id": "{sports}", "value": ["Golf", "Row"]}]}}

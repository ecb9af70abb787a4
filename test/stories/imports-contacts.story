story   a file of people is looked at, checked, imported, and undone as if it had not been
client
  POST /locations/{location}/customFields {"name": "Shoe size", "dataType": "NUMERICAL", "model": "contact"}
  expect 201 {"customField": {"id": "{shoe:id}", "fieldKey": "contact.shoe_size"}}
  POST /locations/{location}/customFields {"name": "Sports", "dataType": "MULTIPLE_OPTIONS", "model": "contact", "options": ["Golf", "Chess, blind", "Row"]}
  expect 201 {"customField": {"id": "{sports:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com", "city": "Bonn", "tags": ["old"]}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cy", "email": "cy@example.com", "phone": "+4915112345678", "country": "DE"}
  expect 201 {"contact": {"id": "{cy:id}"}}

  # what is in it, and what the columns may be
  file file text/csv people.csv \xef\xbb\xbfVorname;Nachname;E-Mail;Telefon;Ort;Geburtstag;Schlagworte;Shoe size;Sports\r\nAnn;"van ""Dyk""";ann@example.com;+4915111111111;Berlin;31.12.1980;Neu, VIP;42,5;Golf; \r\n
  POST /imports
  expect 201 {"import": {"state": "ready", "fileName": "people.csv", "encoding": "utf-8", "separator": ";", "rows": 1, "columns": ["Vorname", "Nachname", "E-Mail", "Telefon", "Ort", "Geburtstag", "Schlagworte", "Shoe size", "Sports"], "guess": {"Vorname": "firstName", "Nachname": "lastName", "E-Mail": "email", "Telefon": "phone", "Ort": "city", "Geburtstag": "dateOfBirth", "Schlagworte": "tags", "Shoe size": "customFields.{shoe}", "Sports": "customFields.{sports}"}, "existing": "{absent}"}}

  file file text/csv people.csv First name,Last name,Email,Phone,City,Birthday,Tags,contact.shoe_size,Sports,Notes\nAnn,"van ""Dyk""",ann@example.com,+49 151 11111111,Berlin,31.12.1980,"New, VIP","42,5",Golf;Row,x\nBobby,,BOB@example.com,,Köln,,new,41,"Chess, blind",\nCy,,cy@example.com,+49 151 12345678,,,,,,\n,,cy@example.com,+4915111111111,,,,,,\nDi,,nonsense,,,,,,,\nEd,,ed@example.com,,,1/2/1980,,,,\n\nShort,row\nFay,,fay@example.com,,,,,,Sailing,\nGil,,ann@example.com,,Hamburg,,,,,\n
  POST /imports
  expect 201 {"import": {"id": "{import:id}", "rows": 9, "separator": ",", "first": [["Ann", "van \"Dyk\"", "ann@example.com", "+49 151 11111111", "Berlin", "31.12.1980", "New, VIP", "42,5", "Golf;Row", "x"], "{more}"], "guess": {"First name": "firstName", "contact.shoe_size": "customFields.{shoe}", "Notes": "{absent}"}}}

  # what cannot be
  POST /imports/{import}/start {}
  expect 400 {"message": "Only what was checked can be started. It is ready."}
  POST /imports/{import}/undo {}
  expect 400 {"message": "It cannot be undone now. It is ready."}
  POST /imports/{import}/check {"mapping": {"Nobody": "email", "Email": "shoes", "Phone": "city", "City": "city"}}
  expect 422 {"message": ["mapping: there is no column Nobody", "mapping: shoes is no field of contacts", "mapping: two columns become city"]}
  POST /imports/{import}/check {"mapping": {}}
  expect 422 {"message": ["mapping must name a field for at least one column"]}
  POST /imports/{import}/check {"mapping": {"Email": "email"}, "match": ["name"]}
  expect 422
  GET /imports/nosuchimport
  expect 404 {"message": "There is no such import."}
  POST /imports/nosuchimport/check {"mapping": {"Email": "email"}}
  expect 404 {"message": "There is no such import."}
  client other
  GET /imports/{import}
  expect 404 {"message": "There is no such import."}

  # what would become of it; nothing is changed
client
  POST /imports/{import}/check {"mapping": {"First name": "firstName", "Last name": "lastName", "Email": "email", "Phone": "phone", "City": "city", "Birthday": "dateOfBirth", "Tags": "tags", "contact.shoe_size": "contact.shoe_size", "Sports": "customFields.sports", "Notes": null}}
  expect 202 {"import": {"state": "checking", "match": ["email", "phone"], "onMatch": "update"}}
  GET /imports/{import}
  soon 200 {"import": {"state": "checked", "done": 9, "total": 9, "made": 1, "changed": 2, "same": 1, "unclear": 1, "refused": 4, "problemCount": 5}}
  expect 200 {"problems": [{"line": 5, "why": "{text}"}, {"line": 6, "column": "{absent}", "why": "email must be an email"}, {"line": 7, "column": "Birthday", "why": "“1/2/1980” is not clear: which is the day, and which the month? Write 1980-12-31."}, {"line": 9, "why": "It has 2 values, where the head has 10."}, {"line": 10, "why": "custom field Sports must be a list of its options"}]}
  expect 200 {"import": {"samples": {"made": [{"line": 2, "who": "ann@example.com"}], "changed": [{"line": 3, "contactId": "{bob}", "before": {"firstName": "Bob", "city": "Bonn", "customFields.{shoe}": null}, "after": {"firstName": "Bobby", "city": "Köln", "customFields.{shoe}": 41, "customFields.{sports}": ["Chess, blind"]}}, {"line": 11}], "same": [{"line": 4, "contactId": "{cy}"}], "unclear": [{"line": 5}]}}}
  GET /contacts/?locationId={location}
  expect 200 {"meta": {"total": 2}}
  GET /contacts/{bob}
  expect 200 {"contact": {"firstName": "Bob", "city": "Bonn", "tags": ["old"]}}
  GET /imports/{import}/problems.csv
  expect holds 7,Birthday,
  expect header Content-Type text/csv; charset=utf-8

  # and it becomes so
  POST /imports/{import}/start {}
  expect 202 {"import": {"state": "running"}}
  GET /imports/{import}
  soon 200 {"import": {"state": "done", "made": 1, "changed": 2, "same": 1, "unclear": 1, "refused": 4}}
  GET /contacts/{bob}
  expect 200 {"contact": {"firstName": "Bobby", "email": "bob@example.com", "city": "Köln", "tags": ["old", "new"], "customFields": [{"id": "{shoe}", "value": 41}, {"id": "{sports}", "value": ["Chess, blind"]}]}}
  GET /contacts/search/duplicate?locationId={location}&email=ann@example.com
  expect 200 {"contact": {"id": "{ann:id}", "firstName": "Gil", "lastName": "van \"Dyk\"", "phone": "+4915111111111", "city": "Hamburg", "dateOfBirth": "1980-12-31T00:00:00.000Z", "tags": ["new", "vip"], "customFields": [{"id": "{shoe}", "value": 42.5}, {"id": "{sports}", "value": ["Golf", "Row"]}]}}
  POST /imports/{import}/start {}
  expect 400 {"message": "Only what was checked can be started. It is done."}
  POST /imports/{import}/cancel {}
  expect 400 {"message": "There is nothing to cancel. It is done."}

  # somebody goes on with it
  PUT /contacts/{bob} {"city": "Trier"}
  POST /contacts/{bob}/tags {"tags": ["mine"]}
  expect 201

  # undone: what was made goes, what still is as it was written comes back, the rest is told
  POST /imports/{import}/undo {}
  expect 202 {"import": {"state": "undoing", "total": 3}}
  GET /imports/{import}
  soon 200 {"import": {"state": "undone", "done": 3, "removed": 1, "restored": 2, "kept": 1}}
  GET /contacts/{ann}
  expect 400
  GET /contacts/{bob}
  expect 200 {"contact": {"firstName": "Bob", "city": "Trier", "tags": ["old", "mine"], "customFields": []}}
  GET /contacts/?locationId={location}
  expect 200 {"meta": {"total": 2}}
  GET /imports/{import}/problems.csv
  expect holds 3,,It was changed since and stays: city.
  POST /imports/{import}/undo {}
  expect 400 {"message": "It cannot be undone now. It is undone."}

  # the same file again is known
  file file text/csv people.csv First name,Email\nZoe,zoe@example.com\nYan,yan@example.com\n
  POST /imports
  expect 201 {"import": {"id": "{zoe:id}", "existing": "{absent}"}}
  file file text/csv other.csv First name,Email\nZoe,zoe@example.com\nYan,yan@example.com\n
  POST /imports
  expect 201 {"import": {"id": "{again:id}", "existing": {"id": "{zoe}", "state": "ready"}}}
  GET /imports?limit=2
  expect 200 {"imports": [{"id": "{again}"}, {"id": "{zoe}"}]}

  # whoever was made and has something since stays
  POST /imports/{zoe}/check {"mapping": {"First name": "firstName", "Email": "email"}}
  expect 202
  GET /imports/{zoe}
  soon 200 {"import": {"state": "checked", "made": 2}}
  POST /imports/{zoe}/start {}
  GET /imports/{zoe}
  soon 200 {"import": {"state": "done"}}
  GET /contacts/search/duplicate?locationId={location}&email=zoe@example.com
  expect 200 {"contact": {"id": "{z:id}"}}
  GET /contacts/search/duplicate?locationId={location}&email=yan@example.com
  expect 200 {"contact": {"id": "{y:id}"}}
  PUT /contacts/{y} {"city": "Rome"}
  expect 200
  POST /contacts/{z}/notes {"body": "Called her"}
  expect 201
  POST /imports/{zoe}/undo {}
  GET /imports/{zoe}
  soon 200 {"import": {"state": "undone", "removed": 0, "kept": 2}, "problems": [{"line": 3, "why": "This contact was changed since."}, {"line": 2, "why": "There is a note about this contact."}]}
  GET /contacts/{z}
  expect 200 {"contact": {"firstName": "Zoe"}}

  # old ones go, with their files
clock +31 days
  GET /imports
  soon 200 {"imports": []}

story   a file that is none, or written otherwise than was thought
client
  file file text/csv a.csv Name,Email\nAnn,"ann@example.com\n
  POST /imports
  expect 422 {"message": "Line 2 opens a quotation mark that is never closed."}
  file file text/csv a.csv Name,Email\n
  POST /imports
  expect 422 {"message": "There is a head in the file, and no row below it."}
  file file text/csv a.csv \n\n
  POST /imports
  expect 422 {"message": "There is nothing in the file."}
  file file text/csv a.csv Name,Email\nAnn\x00,x\n
  POST /imports
  expect 422 {"message": "Line 2 holds what is no character of windows-1252 (byte 0x00)."}
  file file text/csv a.csv Name,Email\nAnn\x81,x\n
  POST /imports
  expect 422 {"message": "Line 2 holds what is no character of windows-1252 (byte 0x81)."}
  part separator x
  file file text/csv a.csv Name,Email\nAnn,x\n
  POST /imports
  expect 422 {"message": "separator must be one of , ; | tab"}
  part encoding latin
  file file text/csv a.csv Name,Email\nAnn,x\n
  POST /imports
  expect 422
  part encoding utf-8
  POST /imports
  expect 400 {"message": "There is no file in the form."}
  GET /imports
  expect 200 {"imports": []}

  # what was guessed can be said
  file file text/csv a.csv Name;E-Mail\nJ\xfcrgen;j@example.com\n
  POST /imports
  expect 201 {"import": {"encoding": "windows-1252", "separator": ";", "first": [["Jürgen", "j@example.com"]], "guess": {"Name": "name", "E-Mail": "email"}}}
  part separator |
  file file text/csv a.csv a;b|c,d|c,d|\n1|2|3|4\n
  POST /imports
  expect 201 {"import": {"separator": "|", "columns": ["a;b", "c,d", "c,d (2)", "Column 4"]}}
  part encoding utf-16le
  file file text/csv a.csv N\x00\x09\x00M\x00\n\x00a\x00\x09\x00b\x00
  POST /imports
  expect 201 {"import": {"id": "{wide:id}", "encoding": "utf-16le", "separator": "tab", "columns": ["N", "M"], "rows": 1, "first": [["a", "b"]]}}

  # only whom it is for: fill takes what is empty alone, skip nobody
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  file file text/csv a.csv Name first,City,Email\nAnna,Rome,ann@example.com\nEve,Rome,eve@example.com\n,,\n
  POST /imports
  expect 201 {"import": {"id": "{a:id}"}}
  POST /imports/{a}/check {"mapping": {"Name first": "firstName", "City": "city", "Email": "email"}, "match": ["email"], "onMatch": "skip"}
  GET /imports/{a}
  soon 200 {"import": {"state": "checked", "made": 1, "changed": 0, "same": 1, "refused": 1}, "problems": [{"line": 4, "why": "Nothing of it is imported."}]}
  POST /imports/{a}/check {"mapping": {"Name first": "firstName", "City": "city", "Email": "email"}, "onMatch": "fill"}
  GET /imports/{a}
  soon 200 {"import": {"state": "checked", "made": 1, "changed": 1, "same": 0}}
  POST /imports/{a}/cancel {}
  expect 200 {"import": {"state": "ready"}}
  POST /imports/{a}/start {}
  expect 400 {"message": "Only what was checked can be started. It is ready."}
  POST /imports/{a}/check {"mapping": {"Name first": "firstName", "City": "city", "Email": "email"}, "onMatch": "fill"}
  GET /imports/{a}
  soon 200 {"import": {"state": "checked"}}
  POST /imports/{a}/start {}
  GET /imports/{a}
  soon 200 {"import": {"state": "done"}}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "city": "Rome"}}

  # who may only read imports nothing
client scoped contacts.readonly
  GET /imports/{a}
  expect 200
  POST /imports/{a}/undo {}
  expect 401

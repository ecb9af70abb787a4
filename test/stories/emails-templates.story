story   an e-mail template is a shell at first, is filled, found and deleted; a folder holds some
client
  GET /emails/builder?locationId={location}
  expect 200 {"builders": [], "total": 0}
  POST /emails/builder {"locationId": "{location}", "type": "folder", "name": "Letters"}
  expect 201 {"redirect": "{folder:hex}", "id": "{folder}"}
  POST /emails/builder {"locationId": "{location}", "type": "html", "title": "Hello", "name": "Hello", "parentId": "{folder}", "updatedBy": "Ann", "isPlainText": false, "builderVersion": "2"}
  expect 201 {"redirect": "{hello:hex}", "id": "{hello}"}
clock +1 seconds
  POST /emails/builder {"locationId": "{location}", "type": "builder", "builderVersion": "1"}
  expect 201 {"id": "{blank:hex}"}
  GET /groundlevel/emails/templates/{hello}
  expect 200 {"template": {"id": "{hello}", "name": "Hello", "html": "", "dnd": {}, "templateType": "html", "version": "2", "isPlainText": false, "updatedBy": "Ann", "parentId": "{folder}", "previewText": "", "archived": false}}
clock +1 seconds
  POST /emails/builder/data {"locationId": "{location}", "templateId": "{hello}", "updatedBy": "Bob", "dnd": {"elements": [], "attrs": {}, "templateSettings": {"a": 1}}, "html": "<p>Hello</p>", "editorType": "html", "previewText": "Hi", "isPlainText": true}
  expect 201 {"ok": "true", "id": "{hello}"}
  GET /groundlevel/emails/templates/{hello}
  expect 200 {"template": {"html": "<p>Hello</p>", "dnd": {"elements": [], "attrs": {}, "templateSettings": {"a": 1}}, "previewText": "Hi", "isPlainText": true, "editorType": "html", "updatedBy": "Bob"}}
  POST /emails/builder/data {"locationId": "{location}", "templateId": "{hello}", "updatedBy": "Bob", "dnd": {}, "html": "x", "editorType": "builder"}
  expect 201
  GET /groundlevel/emails/templates/{hello}
  expect 200 {"template": {"html": "x", "previewText": "Hi", "isPlainText": true, "editorType": "builder"}}
  GET /emails/builder?locationId={location}
  expect 200 {"builders": [{"id": "{hello}", "name": "Hello", "lastUpdated": "{any:instant}", "dateAdded": "{any:instant}", "html": "{absent}"}, {"id": "{blank}", "name": "New Template"}, {"id": "{folder}", "templateType": "folder"}], "total": 3}
  GET /emails/builder?locationId={location}&sortByDate=asc&limit=1&offset=1
  expect 200 {"builders": [{"id": "{blank}"}], "total": 3}
  GET /emails/builder?locationId={location}&templatesOnly=true&search=hEL
  expect 200 {"builders": [{"id": "{hello}"}], "total": 1}
  GET /emails/builder?locationId={location}&name=ters
  expect 200 {"builders": [{"id": "{folder}"}], "total": 1}
  GET /emails/builder?locationId={location}&parentId={folder}
  expect 200 {"builders": [{"id": "{hello}"}], "total": 1}
  GET /emails/builder?locationId={location}&builderVersion=1
  expect 200 {"builders": [{"id": "{blank}"}], "total": 1}
  GET /emails/builder?locationId={location}&archived=true
  expect 200 {"builders": [], "total": 0}

  POST /emails/builder {"locationId": "{location}", "type": "import", "importProvider": "kajabi", "importURL": "https://example.com"}
  expect 400 {"message": "Templates cannot be imported from elsewhere: make one of type html and send its HTML."}
  POST /emails/builder {"locationId": "{location}", "type": "html", "parentId": "{hello}"}
  expect 400 {"message": "There is no such folder of templates."}
  POST /emails/builder/data {"locationId": "{location}", "templateId": "{folder}", "updatedBy": "Bob", "dnd": {}, "html": "x", "editorType": "builder"}
  expect 400
  POST /emails/builder/data {"locationId": "{location}", "templateId": "{hello}"}
  expect 422
client other
  GET /groundlevel/emails/templates/{hello}
  expect 400
  DELETE /emails/builder/{otherlocation}/{hello}
  expect 400 {"message": "Template with id {hello} not found"}
  DELETE /emails/builder/{location}/{hello}
  expect 403
  POST /emails/builder/data {"locationId": "{otherlocation}", "templateId": "{hello}", "updatedBy": "Eve", "dnd": {}, "html": "stolen", "editorType": "builder"}
  expect 400
  POST /emails/builder {"locationId": "{otherlocation}", "type": "html", "parentId": "{folder}"}
  expect 400
client scoped emails/builder.readonly
  DELETE /emails/builder/{location}/{hello}
  expect 401 {"message": "The token is not authorized for this scope."}
client
  DELETE /emails/builder/{location}/{folder}
  expect 200 {"ok": "true"}
  GET /groundlevel/emails/templates/{hello}
  expect 200 {"template": {"html": "x", "parentId": "{absent}"}}
  DELETE /emails/builder/{location}/{hello}
  expect 200 {"ok": "true"}
  DELETE /emails/builder/{location}/{hello}
  expect 400
  GET /emails/builder?locationId={location}
  expect 200 {"builders": [{"id": "{blank}"}], "total": 1}

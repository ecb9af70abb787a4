story   a template is made, found by its type, changed and deleted, and then it is listed apart
client
  GET /locations/{location}/templates?originId={location}
  expect 200 {"templates": [], "totalCount": 0}
  POST /locations/{location}/templates {"name": "Hello", "type": "sms", "template": {"body": "Hello {{contact.first_name}}"}, "urlAttachments": ["https://example.com/a.png"]}
  expect 201 {"template": {"id": "{sms:id}", "name": "Hello", "type": "sms", "template": {"body": "Hello {{contact.first_name}}", "attachments": []},
    "dateAdded": "{any:instant}", "locationId": "{location}", "urlAttachments": ["https://example.com/a.png"]}}
  POST /locations/{location}/templates {"name": "Letter", "type": "email", "template": {"subject": "News", "html": "<p>News</p>"}}
  expect 201 {"template": {"id": "{mail:id}", "template": {"subject": "News", "html": "<p>News</p>", "attachments": []}, "urlAttachments": []}}
  GET /locations/{location}/templates?originId={location}
  expect 200 {"templates": [{"id": "{mail}"}, {"id": "{sms}"}], "totalCount": 2}
  GET /locations/{location}/templates?originId={location}&limit=1&skip=1
  expect 200 {"templates": [{"id": "{sms}"}], "totalCount": 2}
  GET /locations/{location}/templates?originId={location}&type=email
  expect 200 {"templates": [{"id": "{mail}", "type": "email"}], "totalCount": 1}
  GET /locations/{location}/templates?originId={location}&type=whatsapp
  expect 200 {"templates": [], "totalCount": 0}
  GET /locations/{location}/templates?type=letter
  expect 422
  # which words it needs goes by its type
  POST /locations/{location}/templates {"name": "Empty", "type": "whatsapp", "template": {"html": "x"}}
  expect 422 {"message": ["template.body should not be empty"]}
  POST /locations/{location}/templates {"name": "Empty", "type": "email", "template": {"body": "x"}}
  expect 422 {"message": ["template.html should not be empty"]}
  PUT /locations/{location}/templates/{sms} {"template": {"body": ""}}
  expect 422 {"message": ["template.body should not be empty"]}
  PUT /locations/{location}/templates/{sms} {"type": "email"}
  expect 422 {"message": ["property type should not exist"]}
  PUT /locations/{location}/templates/{sms} {"name": null}
  expect 422
  PUT /locations/{location}/templates/{sms} {"name": "Hi"}
  expect 200 {"template": {"id": "{sms}", "name": "Hi", "template": {"body": "Hello {{contact.first_name}}"}, "urlAttachments": ["https://example.com/a.png"]}}
  PUT /locations/{location}/templates/{sms} {"template": {"body": "Hi"}, "urlAttachments": null}
  expect 200 {"template": {"name": "Hi", "template": {"body": "Hi"}, "urlAttachments": []}}
client other
  DELETE /locations/{otherlocation}/templates/{sms}
  expect 400 {"message": "Template with id {sms} not found"}
  PUT /locations/{otherlocation}/templates/{sms} {"name": "Mine"}
  expect 400
  GET /locations/{location}/templates
  expect 403
client scoped locations/templates.readonly
  DELETE /locations/{location}/templates/{sms}
  expect 401 {"message": "The token is not authorized for this scope."}
client
  DELETE /locations/{location}/templates/{sms}
  expect 200 {"success": true}
  DELETE /locations/{location}/templates/{sms}
  expect 400 {"message": "Template with id {sms} not found"}
  PUT /locations/{location}/templates/{sms} {"name": "Back"}
  expect 400
  GET /locations/{location}/templates
  expect 200 {"templates": [{"id": "{mail}"}], "totalCount": 1}
  GET /locations/{location}/templates?deleted=true
  expect 200 {"templates": [{"id": "{sms}", "name": "Hi"}], "totalCount": 1}

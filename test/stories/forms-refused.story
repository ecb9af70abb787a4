story   a form or an answer that does not fit is refused, all at once, and nothing is kept of it
client
  POST /groundlevel/forms {"locationId": "{location}", "name": "Bad", "elements": [{"key": "a", "kind": "one"}, {"key": "a", "kind": "text", "field": "shoeSize"}]}
  expect 422 {"message": ["elements.0.options should not be empty", "elements.1.key must stand only once", "elements.1.field must be one of a contact, or the id of a custom field"]}
  POST /groundlevel/forms {"locationId": "{location}", "name": "Bad", "elements": [{"key": "a", "kind": "picture"}], "color": 1}
  expect 422
  POST /groundlevel/forms {"locationId": "{location}", "name": "Good", "elements": [
    {"key": "mail", "kind": "email", "field": "email", "required": true}, {"key": "size", "kind": "one", "options": ["S"]}, {"key": "days", "kind": "many", "options": ["mo"]},
    {"key": "age", "kind": "number"}, {"key": "when", "kind": "date"}, {"key": "agree", "kind": "flag", "required": true}]}
  expect 201 {"form": {"id": "{form:id}"}}
  POST /groundlevel/forms/{form}/submissions {"answers": {"mail": " ", "size": "L", "days": ["mo", "su"], "age": "old", "when": "soon", "agree": false, "more": 1}}
  expect 422 {"message": ["answers.mail should not be empty", "answers.size must be one of its options", "answers.days must be a list of its options", "answers.age must be a number",
    "answers.when must be a valid date", "answers.agree should not be empty", "answers must have no key but those of the elements"]}
  # what the contact refuses is not kept either
  POST /groundlevel/forms/{form}/submissions {"answers": {"mail": "nobody", "agree": true}}
  expect 422
  POST /groundlevel/forms/{form}/submissions {}
  expect 422 {"message": ["answers should not be empty"]}
  POST /groundlevel/forms/nosuchform1234567890/submissions {"answers": {}}
  expect 400 {"message": "Form with id nosuchform1234567890 not found"}
  PUT /groundlevel/forms/{form} {"name": null}
  expect 422
  PUT /groundlevel/forms/nosuchform1234567890 {"name": "x"}
  expect 400
  DELETE /groundlevel/forms/nosuchform1234567890
  expect 400
  GET /forms/submissions?locationId={location}&startAt=yesterday
  expect 422
  GET /forms/submissions
  expect 422
client other
  GET /forms/?locationId={location}
  expect 403
  GET /groundlevel/forms/{form}
  expect 400
  PUT /groundlevel/forms/{form} {"name": "Mine"}
  expect 400
  DELETE /groundlevel/forms/{form}
  expect 400
  POST /groundlevel/forms/{form}/submissions {"answers": {"mail": "eve@example.com", "agree": true}}
  expect 400
client scoped forms.readonly
  POST /groundlevel/forms/{form}/submissions {"answers": {"mail": "eve@example.com", "agree": true}}
  expect 401 {"message": "The token is not authorized for this scope."}
  GET /surveys/?locationId={location}
  expect 401
client
  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": [], "meta": {"total": 0}}
  GET /contacts/?locationId={location}
  expect 200 {"contacts": []}

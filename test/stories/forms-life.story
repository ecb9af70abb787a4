story   a form is made, answered and listed; what was answered stays when the form or the contact goes
client
  GET /forms/?locationId={location}
  expect 200 {"forms": [], "total": 0}
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT", "model": "contact"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /groundlevel/forms {"locationId": "{location}", "name": "Intake", "elements": [
    {"key": "head", "kind": "heading", "label": "About you"},
    {"key": "first", "kind": "text", "field": "firstName", "required": true},
    {"key": "mail", "kind": "email", "field": "email", "required": true},
    {"key": "level", "kind": "one", "options": ["a", "b"], "field": "{level}"},
    {"key": "size", "kind": "one", "options": ["S", "M"]},
    {"key": "size2", "kind": "one", "options": ["S", "M"]},
    {"key": "days", "kind": "many", "options": ["mo", "tu", "we"]},
    {"key": "age", "kind": "number"}, {"key": "when", "kind": "date"},
    {"key": "agree", "kind": "flag", "required": true}]}
  expect 201 {"form": {"id": "{form:id}", "kind": "form", "name": "Intake", "locationId": "{location}", "elements": [{"key": "head"}, "{more}"]}}
  GET /groundlevel/forms/{form}
  expect 200 {"form": {"id": "{form}", "kind": "form", "name": "Intake"}}
  POST /groundlevel/forms {"locationId": "{location}", "name": "Opinion", "kind": "survey", "elements": [{"key": "why", "kind": "long"}]}
  expect 201 {"form": {"id": "{survey:id}", "kind": "survey"}}
  GET /forms/?locationId={location}
  expect 200 {"forms": [{"id": "{form}", "name": "Intake", "locationId": "{location}"}], "total": 1}
  GET /surveys/?locationId={location}
  expect 200 {"surveys": [{"id": "{survey}", "name": "Opinion", "locationId": "{location}"}], "total": 1}
  GET /forms/?locationId={location}&skip=1&limit=1
  expect 200 {"forms": [], "total": 1}
  GET /forms/?locationId={location}&type=folder
  expect 200 {"forms": [], "total": 0}
  GET /forms/?locationId={location}&limit=51
  expect 422

  POST /groundlevel/forms/{form}/submissions {"page": "https://example.com/intake", "answers": {"first": "Ann", "mail": "ann@example.com", "level": "a",
    "size": "S", "size2": "M", "days": ["mo", "we"], "age": 41, "when": "2026-02-03", "agree": true}}
  expect 201 {"submission": {"id": "{one:hex}", "formId": "{form}", "contactId": "{ann:id}", "name": "Ann", "email": "ann@example.com", "createdAt": "{any:instant}",
    "others": {"{level}": "{any}", "size": "S", "size2": "M", "days": ["mo", "we"], "age": 41, "when": "2026-02-03", "agree": true,
      "fieldsOriSequance": ["first", "mail", "level", "size", "size2", "days", "age", "when", "agree"], "formId": "{form}", "location_id": "{location}", "submissionId": "{one}",
      "eventData": {"medium": "form", "mediumId": "{form}", "page": {"url": "https://example.com/intake"}}}}}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Ann", "email": "ann@example.com", "customFields": [{"id": "{level}", "value": "a"}]}}
  GET /events?types=FormSubmitted,ContactCreate
  expect 200 {"events": [{"type": "ContactCreate"}, {"type": "FormSubmitted", "payload": {"id": "{one}", "formId": "{form}", "contactId": "{ann}"}}]}
  # again by the same person: the contact is found, and what is empty changes nothing of it
  POST /groundlevel/forms/{form}/submissions {"answers": {"first": "Anna", "mail": "ANN@example.com", "level": "", "days": [], "age": null, "agree": true}}
  expect 201 {"submission": {"id": "{two:hex}", "contactId": "{ann}"}}
  GET /contacts/{ann}
  expect 200 {"contact": {"firstName": "Anna", "customFields": [{"id": "{level}", "value": "a"}]}}
  # without anything of a contact there is none
  POST /groundlevel/forms/{survey}/submissions {"answers": {"why": "Because"}}
  expect 201 {"submission": {"id": "{three:hex}", "contactId": "{absent}", "others": {"why": "Because", "eventData": {"medium": "survey"}}}}
  GET /events?types=SurveySubmitted
  expect 200 {"events": [{"payload": {"id": "{three}"}}]}

  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": [{"id": "{two}", "formId": "{form}"}, {"id": "{one}", "formId": "{form}", "contactId": "{ann}", "others": {"size": "S"}}],
    "meta": {"total": 2, "currentPage": 1, "nextPage": null, "prevPage": null}}
  GET /forms/submissions?locationId={location}&limit=1&formId={form}
  expect 200 {"submissions": [{"id": "{two}"}], "meta": {"total": 2, "currentPage": 1, "nextPage": 2, "prevPage": null}}
  GET /forms/submissions?locationId={location}&limit=1&page=2
  expect 200 {"submissions": [{"id": "{one}"}], "meta": {"total": 2, "currentPage": 2, "nextPage": null, "prevPage": 1}}
  GET /forms/submissions?locationId={location}&formId={survey}
  expect 200 {"submissions": [], "meta": {"total": 0}}
  GET /forms/submissions?locationId={location}&q=anna
  expect 200 {"submissions": [{"id": "{two}"}], "meta": {"total": 1}}
  GET /forms/submissions?locationId={location}&q={ann}
  expect 200 {"submissions": [{"id": "{two}"}, {"id": "{one}"}]}
  GET /surveys/submissions?locationId={location}&surveyId={survey}
  expect 200 {"submissions": [{"id": "{three}", "surveyId": "{survey}", "formId": "{absent}"}], "meta": {"total": 1}}

  PUT /groundlevel/forms/{form} {"name": "Welcome"}
  expect 200 {"form": {"name": "Welcome", "elements": [{"key": "head"}, "{more}"]}}
  PUT /groundlevel/forms/{form} {"elements": [{"key": "mail", "kind": "email", "field": "email"}]}
  expect 200 {"form": {"name": "Welcome", "elements": [{"key": "mail"}]}}
  DELETE /groundlevel/forms/{form}
  expect 200 {"success": true}
  GET /groundlevel/forms/{form}
  expect 400 {"message": "Form with id {form} not found"}
  DELETE /contacts/{ann}
  expect 200
  GET /forms/submissions?locationId={location}
  expect 200 {"submissions": [{"id": "{two}", "contactId": "{ann}"}, {"id": "{one}"}]}
client
  POST /groundlevel/forms {"locationId": "{location}", "name": "Weak", "elements": [{"key": "mail", "kind": "email", "field": "email"}]}
  expect 201 {"form": {"id": "{weak:id}"}}
client scoped forms.write
  POST /groundlevel/forms/{weak}/submissions {"answers": {"mail": "weak@example.com"}}
  expect 201

story  messages, submissions, runs and what they did are counted as their lists show them
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Smith", "email": "ann@example.com", "phone": "+14155550100"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Phones", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello"}
  expect 200
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Again"}
  expect 200
  POST /reports/query {"of": "messages", "by": [{"field": "messageType"}, {"field": "direction"}]}
  expect 200 {"rows": [{"keys": ["TYPE_SMS", "inbound"], "value": 2}], "total": 2, "list": "export-messages-by-location"}
  POST /reports/query {"of": "messages", "by": [{"field": "contactId"}]}
  expect 200 {"rows": [{"keys": ["{ann}"], "labels": ["Ann Smith"], "value": 2}]}
  POST /reports/query {"of": "messages", "by": [{"field": "status"}, {"field": "source"}]}
  expect 200 {"rows": [{"value": 2}]}
  POST /reports/query {"of": "messages", "by": [{"field": "userId"}]}
  expect 200 {"rows": [{"keys": [null], "value": 2}]}
  POST /groundlevel/forms {"locationId": "{location}", "name": "Visits", "elements": [{"key": "n", "kind": "number"}]}
  expect 201 {"form": {"id": "{visits:text}"}}
  POST /groundlevel/forms/{visits}/submissions {"answers": {"n": 1}}
  expect 201
  POST /reports/query {"of": "submissions", "by": [{"field": "formId"}]}
  expect 200 {"rows": [{"keys": ["{visits}"], "labels": ["Visits"], "value": 1}], "total": 1}
  POST /reports/query {"of": "submissions", "by": [{"field": "createdAt", "bucket": "day"}, {"field": "contactId"}], "period": "today"}
  expect 200 {"rows": [{"value": 1}]}
  POST /reports/query {"of": "surveySubmissions", "by": [{"field": "surveyId"}, {"field": "contactId"}]}
  expect 200 {"rows": [], "total": 0}
  POST /flows/apply {"files": ["{\"flow\": \"make\", \"title\": \"Notes of people\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{ann}\"}, \"set\": {\"body\": \"made\"}}]}"]}
  expect 200
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201
  POST /flows/make/run {"data": {}}
  expect 202
  GET /flows/runs?state=done
  soon 200 {"runs": [{"id": "{run:whole}", "state": "done"}]}
  POST /reports/query {"of": "runs", "by": [{"field": "state"}]}
  expect 200 {"rows": [{"keys": ["done"], "value": 1}], "total": 1}
  POST /reports/query {"of": "runs", "by": [{"field": "flow"}, {"field": "started", "bucket": "day"}], "period": "days7"}
  expect 200 {"rows": [{"labels": ["Notes of people", "{day:text}"], "value": 1}]}
  POST /reports/query {"of": "runs", "by": [{"field": "ended", "bucket": "month"}]}
  expect 200 {"rows": [{"value": 1}]}
  POST /reports/query {"of": "effects", "by": [{"field": "op"}, {"field": "state"}]}
  expect 200 {"rows": [], "total": 0}
  POST /reports/query {"of": "effects", "by": [{"field": "connection"}, {"field": "flow"}], "period": "days30"}
  expect 200 {"rows": []}
  POST /reports/query {"of": "events", "by": [{"field": "at", "bucket": "hour"}, {"field": "type"}]}
  expect 200 {"more": false}
  # each field of the rest, and of contacts the custom ones
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT", "model": "contact"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /locations/{location}/customFields {"name": "Weight", "dataType": "NUMERICAL", "model": "contact"}
  expect 201 {"customField": {"id": "{weight:id}"}}
  PUT /contacts/{ann} {"customFields": [{"id": "{level}", "field_value": "Gold"}, {"id": "{weight}", "field_value": 70.25}], "tags": ["a", "b"]}
  expect 200
  POST /reports/query {"of": "contacts", "by": [{"field": "customFields.{level}"}, {"field": "tags"}], "measure": "sum", "field": "customFields.{weight}"}
  expect 200 {"rows": [{"keys": ["gold", "a"], "value": 70.25}, {"keys": ["gold", "b"], "value": 70.25}, {"keys": [null, null], "value": 0}], "total": 70.25}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [{"field": "customFields.{level}", "operator": "eq", "value": "gold"}]}
  expect 200 {"total": 1}
  POST /reports/query {"of": "contacts", "by": [{"field": "country"}, {"field": "state"}]}
  expect 200 {"total": 2}
  POST /reports/query {"of": "contacts", "by": [{"field": "city"}, {"field": "timezone"}]}
  expect 200 {"total": 2}
  POST /reports/query {"of": "contacts", "by": [{"field": "businessId"}, {"field": "type"}]}
  expect 200 {"total": 2}
  POST /reports/query {"of": "opportunities", "by": [{"field": "lostReasonId"}, {"field": "source"}]}
  expect 200 {"rows": []}
  POST /reports/query {"of": "opportunities", "by": [{"field": "pipelineId"}, {"field": "contactId"}]}
  expect 200 {"rows": []}
  POST /reports/query {"of": "opportunities", "by": [{"field": "assignedTo"}, {"field": "tags"}]}
  expect 200 {"rows": []}
  POST /reports/query {"of": "appointments", "by": [{"field": "assignedUserId"}, {"field": "source"}]}
  expect 200 {"rows": []}
  POST /reports/query {"of": "appointments", "by": [{"field": "contactId"}, {"field": "dateAdded", "bucket": "day"}]}
  expect 200 {"rows": []}
  POST /businesses/ {"locationId": "{location}", "name": "Bakery", "city": "Rome"}
  expect 201
  POST /reports/query {"of": "records", "objectKey": "business", "by": [{"field": "properties.city"}]}
  expect 200 {"rows": [{"keys": ["rome"], "value": 1}], "total": 1}
  # a thing counts once in a row, though two of its values are there the same
  POST /locations/{location}/customFields {"name": "Kinds", "dataType": "MULTIPLE_OPTIONS", "model": "contact", "options": ["One", "one", "Two"]}
  expect 201 {"customField": {"id": "{kinds:id}"}}
  PUT /contacts/{ann} {"customFields": [{"id": "{kinds}", "field_value": ["One", "one", "Two"]}]}
  expect 200
  POST /reports/query {"of": "contacts", "by": [{"field": "customFields.{kinds}"}]}
  expect 200 {"rows": [{"keys": ["one"], "value": 1}, {"keys": ["two"], "value": 1}, {"keys": [null], "value": 1}], "total": 2}

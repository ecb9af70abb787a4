story   opportunities are found by filters, with the values of their own fields typed
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com", "tags": ["vip"]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob", "email": "bob@example.com"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  POST /contacts/{ann}/notes {"body": "Called."}
  POST /contacts/{ann}/tasks {"title": "Call", "dueDate": "2030-01-15T09:00:00Z", "completed": false}
  POST /locations/{location}/customFields {"name": "Seats", "dataType": "NUMERICAL", "model": "opportunity"}
  expect 201 {"customField": {"id": "{seats:id}"}}
  POST /locations/{location}/customFields {"name": "Colors", "dataType": "MULTIPLE_OPTIONS", "model": "opportunity", "options": ["Red", "Blue"]}
  expect 201 {"customField": {"id": "{colors:id}"}}
  POST /locations/{location}/customFields {"name": "Word", "dataType": "TEXT", "model": "opportunity"}
  expect 201 {"customField": {"id": "{word:id}"}}
  POST /locations/{location}/customFields {"name": "Day", "dataType": "DATE", "model": "opportunity"}
  expect 201 {"customField": {"id": "{day:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "1"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Deal of Ann", "status": "open", "contactId": "{ann}", "monetaryValue": 10,
    "customFields": [{"id": "{seats}", "field_value": 12}, {"id": "{colors}", "field_value": ["Red"]}, {"id": "{word}", "field_value": "Abc"}, {"id": "{day}", "field_value": "2026-07-17"}]}
  expect 201 {"opportunity": {"id": "{a:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Deal of Bob", "status": "won", "contactId": "{bob}", "monetaryValue": 20}
  expect 201 {"opportunity": {"id": "{b:id}"}}
  POST /opportunities/{b}/followers {"followers": ["{owner}"]}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "status", "operator": "eq", "value": "open"}],
    "additionalDetails": {"notes": true, "tasks": true, "calendarEvents": true, "unReadConversations": false}}
  expect 201 {"opportunities": [{"id": "{a}", "notes": [{"body": "Called."}], "tasks": [{"title": "Call"}], "calendarEvents": [],
    "customFields": [{"id": "{seats}", "type": "number", "fieldValueNumber": 12}, {"id": "{colors}", "type": "array", "fieldValueArray": ["Red"]},
      {"id": "{word}", "type": "string", "fieldValueString": "Abc"}, {"id": "{day}", "type": "date", "fieldValueDate": 1784246400000}]}], "total": 1}
  GET /opportunities/search?location_id={location}&getNotes=true&status=won
  expect 200 {"opportunities": [{"id": "{b}", "notes": [], "tasks": "{absent}"}]}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "monetary_value", "operator": "range", "value": {"gt": 10}}]}
  expect 201 {"opportunities": [{"id": "{b}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "custom_fields.{seats}", "operator": "gte", "value": 12}]}
  expect 201 {"opportunities": [{"id": "{a}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "custom_fields.{seats}", "operator": "eq", "value": 12}]}
  expect 201 {"opportunities": [{"id": "{a}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "custom_fields.{seats}", "operator": "range", "value": {"gt": 11, "lte": 12}}]}
  expect 201 {"opportunities": [{"id": "{a}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "custom_fields.{seats}", "operator": "range", "value": {"gt": 12}}]}
  expect 201 {"opportunities": [], "total": 0}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "custom_fields.{seats}", "operator": "eq", "value": 12}, {"field": "status", "operator": "eq", "value": "won"}]}
  expect 201 {"opportunities": [], "total": 0}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "custom_fields.{seats}", "operator": "eq", "value": 12}, {"field": "customFields.word", "operator": "eq", "value": "none has it"}]}
  expect 201 {"opportunities": [], "total": 0}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "customFields.word", "operator": "eq", "value": "ABC"}]}
  expect 201 {"opportunities": [{"id": "{a}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "custom_fields.day", "operator": "eq", "value": "2026-07-17"}]}
  expect 201 {"opportunities": [{"id": "{a}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "tags", "operator": "eq", "value": "VIP"}]}
  expect 201 {"opportunities": [{"id": "{a}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "followers", "operator": "eq", "value": "{owner}"}]}
  expect 201 {"opportunities": [{"id": "{b}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"group": "OR", "filters": [
    {"field": "name", "operator": "contains", "value": "ann"}, {"field": "status", "operator": "eq", "value": "won"}]}]}
  expect 201 {"opportunities": [{"id": "{b}"}, {"id": "{a}"}], "total": 2}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "status", "operator": "not_eq", "value": "won"}, {"field": "contactId", "operator": "eq", "value": "{ann}"}]}
  expect 201 {"opportunities": [{"id": "{a}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "status", "operator": "eq", "value": "won"}, {"field": "status", "operator": "eq", "value": "open"}]}
  expect 201 {"opportunities": [], "total": 0}
  POST /opportunities/search {"locationId": "{location}", "query": "of bob"}
  expect 201 {"opportunities": [{"id": "{b}"}], "total": 1}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "nothing", "operator": "eq", "value": "x"}]}
  expect 400 {"message": "Invalid field nothing"}
  POST /opportunities/search {"locationId": "{location}", "sort": [{"field": "nothing"}]}
  expect 400 {"message": "Invalid field nothing"}
  # further contacts are relations that are not the first
  POST /associations/relations {"locationId": "{location}", "associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "firstRecordId": "{a}", "secondRecordId": "{bob}"}
  expect 201 {"id": "{rel:hex}"}
  GET /opportunities/search?location_id={location}&id={a}
  expect 200 {"opportunities": [{"relations": [{"recordId": "{ann}", "primary": true}, {"relationId": "{rel}", "recordId": "{bob}", "primary": false, "attributed": null}]}]}

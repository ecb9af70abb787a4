story   custom values of an opportunity merge by field, and go with the field
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /locations/{location}/customFields {"name": "Seats", "dataType": "NUMERICAL", "model": "opportunity"}
  expect 201 {"customField": {"id": "{seats:id}", "fieldKey": "opportunity.seats"}}
  POST /locations/{location}/customFields {"name": "Colors", "dataType": "MULTIPLE_OPTIONS", "model": "opportunity", "options": ["Red", "Blue"]}
  expect 201 {"customField": {"id": "{colors:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{a:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}",
    "customFields": [{"id": "{seats}", "field_value": "12"}, {"key": "colors", "field_value": ["Red"]}]}
  expect 201 {"opportunity": {"id": "{deal:id}", "customFields": [{"id": "{seats}", "fieldValue": 12}, {"id": "{colors}", "fieldValue": ["Red"]}]}}
  PUT /opportunities/{deal} {"customFields": [{"id": "{colors}", "field_value": ["Blue", "Red"]}]}
  expect 200 {"opportunity": {"customFields": [{"id": "{seats}", "fieldValue": 12}, {"id": "{colors}", "fieldValue": ["Blue", "Red"]}]}}
  PUT /opportunities/{deal} {"customFields": [{"id": "{seats}", "field_value": "many"}]}
  expect 422
  DELETE /locations/{location}/customFields/{seats}
  GET /opportunities/{deal}
  expect 200 {"opportunity": {"customFields": [{"id": "{colors}", "fieldValue": ["Blue", "Red"]}]}}
  GET /events?types=OpportunityUpdate
  expect 200 {"events": [{"payload": {"changedFields": ["customFields"]}}, {"payload": {"id": "{deal}", "changedFields": ["customFields"]}}]}

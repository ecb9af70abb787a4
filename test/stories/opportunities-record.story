story   an opportunity can be read as a record
client
  POST /locations/{location}/customFields {"name": "Seats", "dataType": "NUMERICAL", "model": "opportunity"}
  expect 201 {"customField": {"id": "{seats:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "A", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{a:id}", "stages": [{"id": "{new:uuid}"}]}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{a}", "name": "Deal", "status": "open", "contactId": "{ann}",
    "monetaryValue": 12.5, "assignedTo": "{owner}", "customFields": [{"id": "{seats}", "field_value": 3}]}
  expect 201 {"opportunity": {"id": "{deal:id}"}}
  GET /objects/opportunity/records/{deal}
  expect 200 {"record": {"id": "{deal}", "owner": ["{owner}"], "objectKey": "opportunity", "properties": {"name": "Deal", "pipeline_id": "{a}",
    "pipeline_stage_id": "{new}", "status": "open", "assigned_to": "{owner}", "monetary_value": {"currency": "default", "value": 12.5}, "seats": 3},
    "relations": [{"relationId": "{deal}", "associationId": "OPPORTUNITIES_CONTACTS_ASSOCIATION", "objectKey": "contact", "recordId": "{ann}"}]}}
  DELETE /objects/opportunity/records/{deal}
  expect 400 {"message": "Supported objects are business and custom objects"}

story  numbers are added up exactly, of opportunities and of records, and stages stand in their order
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cid"}
  expect 201 {"contact": {"id": "{cid:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Dan"}
  expect 201 {"contact": {"id": "{dan:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Eve"}
  expect 201 {"contact": {"id": "{eve:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}, {"name": "Offer"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{new:uuid}"}, {"id": "{offer:uuid}"}]}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{new}", "name": "A", "status": "open", "contactId": "{ann}", "monetaryValue": 0.1}
  expect 201
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{offer}", "name": "B", "status": "open", "contactId": "{ben}", "monetaryValue": 0.2}
  expect 201
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{offer}", "name": "C", "status": "won", "contactId": "{cid}", "monetaryValue": 99999999.9999}
  expect 201
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{offer}", "name": "D", "status": "lost", "contactId": "{dan}"}
  expect 201
  POST /reports/query {"of": "opportunities", "measure": "sum", "field": "monetaryValue"}
  expect 200 {"total": 100000000.2999}
  POST /reports/query {"of": "opportunities", "measure": "sum", "field": "monetaryValue", "by": [{"field": "status"}]}
  expect 200 {"rows": [{"keys": ["won"], "value": 99999999.9999}, {"keys": ["open"], "value": 0.3}, {"keys": ["lost"], "value": 0}]}
  POST /reports/query {"of": "opportunities", "measure": "avg", "field": "monetaryValue", "by": [{"field": "status"}]}
  expect 200 {"rows": [{"keys": ["won"], "value": 99999999.9999}, {"keys": ["open"], "value": 0.15}, {"keys": ["lost"], "value": 0}],
    "total": 25000000.075}
  POST /reports/query {"of": "opportunities", "measure": "min", "field": "monetaryValue", "filters": [{"field": "status", "operator": "eq", "value": "open"}]}
  expect 200 {"total": 0.1}
  POST /reports/query {"of": "opportunities", "measure": "max", "field": "monetaryValue", "filters": [{"field": "status", "operator": "eq", "value": "open"}]}
  expect 200 {"total": 0.2}
  POST /reports/query {"of": "opportunities", "measure": "max", "field": "monetaryValue", "filters": [{"field": "status", "operator": "eq", "value": "abandoned"}]}
  expect 200 {"total": null, "rows": [{"value": null}]}
  POST /reports/query {"of": "opportunities", "by": [{"field": "pipelineStageId"}]}
  expect 200 {"rows": [{"keys": ["{new}"], "labels": ["New"], "value": 1}, {"keys": ["{offer}"], "labels": ["Offer"], "value": 3}], "total": 4}
  POST /opportunities/search {"locationId": "{location}", "filters": [{"field": "pipelineStageId", "operator": "eq", "value": "{offer}"}]}
  expect 201 {"total": 3}
  # of records: any property that they have, a day as a day
  POST /objects/ {"locationId": "{location}", "key": "pet",
    "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  GET /custom-fields/object-key/custom_objects.pet?locationId={location}
  expect 200 {"folders": [{"id": "{folder:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "age", "name": "Age", "dataType": "NUMERICAL"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "city", "name": "City", "dataType": "TEXT"}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet",
    "parentId": "{folder}", "showInForms": true, "fieldKey": "born", "name": "Born", "dataType": "DATE"}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Buddy", "age": 3, "city": "Rome", "born": "2024-07-11"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Bella", "age": 5.5, "city": "rome", "born": "2024-08-01"}}
  expect 201
  POST /objects/custom_objects.pet/records {"locationId": "{location}", "properties": {"name": "Max"}}
  expect 201
  POST /reports/query {"of": "records", "objectKey": "custom_objects.pet", "measure": "sum", "field": "properties.age", "by": [{"field": "properties.city"}]}
  expect 200 {"rows": [{"keys": ["rome"], "value": 8.5}, {"keys": [null], "value": 0}], "total": 8.5, "list": "search-records"}
  POST /reports/query {"of": "records", "objectKey": "custom_objects.pet", "measure": "avg", "field": "properties.age", "by": [{"field": "properties.city"}]}
  expect 200 {"rows": [{"keys": ["rome"], "value": 4.25}, {"keys": [null], "value": null}], "total": 4.25}
  POST /reports/query {"of": "records", "objectKey": "custom_objects.pet", "by": [{"field": "properties.born", "bucket": "month"}], "zone": "America/New_York"}
  expect 200 {"rows": [{"keys": ["2024-07"], "value": 1, "filters": [{"field": "properties.born", "operator": "range",
    "value": {"gte": "2024-07-11T00:00:00.000Z", "lt": "2024-08-01T00:00:00.000Z"}}]}, {"keys": ["2024-08"], "value": 1}]}
  POST /objects/custom_objects.pet/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "filters": [{"field": "properties.born", "operator": "range",
    "value": {"gte": "2024-07-11T00:00:00.000Z", "lt": "2024-08-01T00:00:00.000Z"}}]}
  expect 201 {"total": 1}
  # what cannot be exact is refused
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "pipelineStageId": "{new}", "name": "E", "status": "open", "contactId": "{eve}", "monetaryValue": 0.00001}
  expect 201
  POST /reports/query {"of": "opportunities", "measure": "sum", "field": "monetaryValue"}
  expect 422 {"message": "monetaryValue has numbers of more than four decimals, or beyond 100000000000: they cannot be added up exactly."}

story  a range of a numeric custom field compares numbers, alone and beside other filters
client
  POST /locations/{location}/customFields {"name": "Score", "dataType": "FLOAT"}
  expect 201 {"customField": {"id": "{score:id}"}}
  POST /locations/{location}/customFields {"name": "Code", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{code:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "state": "TX", "customFields": [
    {"id": "{score}", "field_value": 9.5}, {"id": "{code}", "field_value": "9.5"}]}
  expect 201 {"contact": {"id": "{ann:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "state": "TX", "customFields": [
    {"id": "{score}", "field_value": 10}, {"id": "{code}", "field_value": "10"}]}
  expect 201 {"contact": {"id": "{ben:id}"}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Cid", "state": "CA", "customFields": [
    {"id": "{score}", "field_value": 100}]}
  expect 201 {"contact": {"id": "{cid:id}"}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{score}", "operator": "range", "value": {"gte": 9, "lt": 11}}]}
  expect 200 {"contacts": [{"id": "{ben}"}, {"id": "{ann}"}], "total": 2}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{score}", "operator": "range", "value": {"gt": 9.5, "lte": 100}},
    {"field": "state", "operator": "eq", "value": "TX"}]}
  expect 200 {"contacts": [{"id": "{ben}"}], "total": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{score}", "operator": "eq", "value": 9.50}]}
  expect 200 {"contacts": [{"id": "{ann}"}], "total": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{score}", "operator": "range", "value": {"gte": "nine"}}]}
  expect 400
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{code}", "operator": "eq", "value": "9.5"}]}
  expect 200 {"contacts": [{"id": "{ann}"}], "total": 1}
  PUT /contacts/{ann} {"customFields": [
    {"id": "{score}", "field_value": 50}, {"id": "{code}", "field_value": ""}]}
  expect 200
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{score}", "operator": "range", "value": {"gte": 11}}]}
  expect 200 {"contacts": [{"id": "{cid}"}, {"id": "{ann}"}], "total": 2}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{code}", "operator": "eq", "value": "9.5"}]}
  expect 200 {"contacts": [], "total": 0}
  DELETE /locations/{location}/customFields/{score}
  expect 200
  GET /contacts/{cid}
  expect 200 {"contact": {"customFields": []}}

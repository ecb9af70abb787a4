story  custom fields of contacts are kept, merged by id, and searched
client
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /locations/{location}/customFields {"name": "Points", "dataType": "NUMERICAL"}
  expect 201 {"customField": {"id": "{points:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [
    {"id": "{level}", "field_value": "Gold"}, {"key": "points", "field_value": 90}]}
  expect 201 {"contact": {"id": "{ann:id}", "customFields": [
    {"id": "{level}", "value": "Gold"}, {"id": "{points}", "value": 90}]}}
  clock +1 seconds
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "customFields": [
    {"id": "{level}", "value": "Silver"}, {"id": "{points}", "value": 100}]}
  expect 201 {"contact": {"id": "{ben:id}"}}
  PUT /contacts/{ann} {"customFields": [{"id": "{level}", "field_value": "Bronze"}]}
  expect 200 {"contact": {"customFields": [
    {"id": "{level}", "value": "Bronze"}, {"id": "{points}", "value": 90}]}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{level}", "operator": "eq", "value": "bronze"}]}
  expect 200 {"contacts": [{"id": "{ann}", "customFields": [{"id": "{level}"}, "{more}"]}], "total": 1}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{level}", "operator": "eq", "value": "gold"}]}
  expect 200 {"contacts": [], "total": 0}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{points}", "operator": "range", "value": {"gte": 95}}]}
  expect 200 {"contacts": [{"id": "{ben}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.{points}", "operator": "exists"}]}
  expect 200 {"contacts": [{"id": "{ben}"}, {"id": "{ann}"}]}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 10, "filters": [
    {"field": "customFields.nosuchfield", "operator": "eq", "value": "x"}]}
  expect 400 {"message": "Invalid field customFields.nosuchfield"}

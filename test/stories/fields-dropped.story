story  what is none of the options and what has no field is dropped, the rest is kept, and a header says so
client
  POST /locations/{location}/customFields {"name": "Size", "dataType": "SINGLE_OPTIONS", "options": ["S", "M"]}
  expect 201 {"customField": {"id": "{size:id}", "picklistOptions": ["S", "M"]}}
  POST /locations/{location}/customFields {"name": "Colours", "dataType": "MULTIPLE_OPTIONS", "options": ["red", "green"]}
  expect 201 {"customField": {"id": "{colours:id}"}}
  POST /locations/{location}/customFields {"name": "Age", "dataType": "NUMERICAL"}
  expect 201 {"customField": {"id": "{age:id}"}}
  POST /locations/{location}/customFields {"name": "Day", "dataType": "DATE"}
  expect 201 {"customField": {"id": "{day:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [
    {"id": "{size}", "value": "XXL"}, {"id": "{colours}", "value": ["red", "pink"]},
    {"id": "noSuchField000000001", "value": "x"}, {"id": "{age}", "value": "41"},
    {"id": "{day}", "value": "2024-05-01T10:00:00.000Z"}]}
  expect 201 {"contact": {"id": "{ann:id}", "customFields": [
    {"id": "{colours}", "value": ["red"]}, {"id": "{age}", "value": 41}, {"id": "{day}", "value": "2024-05-01"}]}}
  expect header Groundlevel-Not-Kept
  PUT /contacts/{ann} {"customFields": [{"id": "{size}", "value": "M"}]}
  expect 200
  expect header Groundlevel-Not-Kept {absent}
  PUT /contacts/{ann} {"city": "Bern", "customFields": [{"id": "{size}", "value": "L"}, {"id": "{colours}", "value": ["blue"]}]}
  expect 200 {"contact": {"city": "Bern", "customFields": [
    {"id": "{colours}", "value": ["red"]}, {"id": "{age}", "value": 41}, {"id": "{day}", "value": "2024-05-01"},
    {"id": "{size}", "value": "M"}]}}
  PUT /contacts/{ann} {"customFields": [{"id": "{age}", "value": "old"}]}
  expect 422 {"message": ["custom field Age must be a number"]}

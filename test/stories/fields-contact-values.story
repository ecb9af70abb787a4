story   each type of value goes into a contact and comes out of it
client
  POST /locations/{location}/customFields {"name": "Colour", "dataType": "MULTIPLE_OPTIONS", "options": ["red", "green"]}
  expect 201 {"customField": {"id": "{colour:id}"}}
  POST /locations/{location}/customFields {"name": "Pay", "dataType": "MONETORY"}
  expect 201 {"customField": {"id": "{pay:id}"}}
  POST /locations/{location}/customFields {"name": "Note", "dataType": "TEXT"}
  expect 201 {"customField": {"id": "{note:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "customFields": [
    {"id": "{colour}", "field_value": ["red"]}, {"key": "pay", "field_value": "12.50"},
    {"key": "contact.note", "value": "hello"}]}
  expect 201 {"contact": {"id": "{ann:id}", "customFields": [
    {"id": "{colour}", "value": ["red"]}, {"id": "{pay}", "value": 12.5}, {"id": "{note}", "value": "hello"}]}}
  PUT /contacts/{ann} {"customFields": [{"id": "{note}", "field_value": ""}, {"id": "{colour}", "value": ["green"]}]}
  expect 200 {"contact": {"customFields": [{"id": "{colour}", "value": ["green"]}, {"id": "{pay}", "value": 12.5}]}}
  PUT /contacts/{ann} {"customFields": [{"id": "{colour}", "value": ["pink"]}, {"key": "hat", "value": 1}]}
  expect 200 {"contact": {"customFields": [{"id": "{colour}", "value": ["green"]}, {"id": "{pay}", "value": 12.5}]}}
  expect header Groundlevel-Not-Kept
  DELETE /locations/{location}/customFields/{colour}
  GET /contacts/{ann}
  expect 200 {"contact": {"customFields": [{"id": "{pay}", "value": 12.5}]}}

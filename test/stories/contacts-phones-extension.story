story  an extension is kept apart from the number, and goes with it
client
  POST /contacts/ {"locationId": "{location}", "phone": "(202) 555-0101 Ext. 12"}
  expect 201 {"contact": {"id": "{ann:id}", "phone": "+12025550101", "phoneExtension": "12"}}
  POST /contacts/ {"locationId": "{location}", "phone": "+12025550101"}
  expect 400 {"meta": {"contactId": "{ann}", "matchingField": "phone"}}
  PUT /contacts/{ann} {"firstName": "Ann"}
  expect 200 {"contact": {"phoneExtension": "12"}}
  PUT /contacts/{ann} {"phone": "tel:+12025550102;ext=4711"}
  expect 200 {"contact": {"phone": "+12025550102", "phoneExtension": "4711"}}
  PUT /contacts/{ann} {"phone": "202-555-0103"}
  expect 200 {"contact": {"phone": "+12025550103", "phoneExtension": "{absent}"}}

story  a phone without plus is of the contact's own country first, then of the location's
client
  POST /contacts/ {"locationId": "{location}", "country": "FR", "phone": "0612345678"}
  expect 201 {"contact": {"phone": "+33612345678"}}
  POST /contacts/ {"locationId": "{location}", "country": "IN", "phone": "98765 43210"}
  expect 201 {"contact": {"phone": "+919876543210"}}
  POST /contacts/ {"locationId": "{location}", "country": "DE", "phone": "0170 1234567", "email": "de@example.com"}
  expect 201 {"contact": {"id": "{de:id}", "phone": "+491701234567"}}
  POST /contacts/ {"locationId": "{location}", "country": "FR", "phone": "(202) 555-0101"}
  expect 201 {"contact": {"phone": "+12025550101"}}
  # the country that is kept counts for a change, and for an upsert that finds by e-mail
  PUT /contacts/{de} {"phone": "0171 7654321"}
  expect 200 {"contact": {"phone": "+491717654321"}}
  POST /contacts/upsert {"locationId": "{location}", "email": "de@example.com", "phone": "0172 1234567"}
  expect 200 {"new": false, "contact": {"id": "{de}", "phone": "+491721234567"}}
  # and each of these is the number that is there already
  POST /contacts/ {"locationId": "{location}", "phone": "+49 0172 1234567"}
  expect 400 {"meta": {"contactId": "{de}", "matchingField": "phone"}}
  POST /contacts/ {"locationId": "{location}", "phone": "0049 (0)172 1234567"}
  expect 400 {"meta": {"contactId": "{de}", "matchingField": "phone"}}
  POST /contacts/ {"locationId": "{location}", "phone": "\u202a011 49 172\u00a01234567\u202c"}
  expect 400 {"meta": {"contactId": "{de}", "matchingField": "phone"}}
  POST /contacts/ {"locationId": "{location}", "phone": "tel:+49-172-1234567"}
  expect 400 {"meta": {"contactId": "{de}", "matchingField": "phone"}}
  POST /contacts/ {"locationId": "{location}", "phone": "＋４９１７２１２３４５６７"}
  expect 400 {"meta": {"contactId": "{de}", "matchingField": "phone"}}
  POST /contacts/ {"locationId": "{location}", "phone": "+1 055 555 0100"}
  expect 422 {"message": ["phone must be a valid phone number"]}
  POST /contacts/upsert {"locationId": "{location}", "email": "new@example.com", "phone": "0172 1234567"}
  expect 422 {"message": ["phone must be a valid phone number"]}
  GET /contacts/search/duplicate?locationId={location}&email=new@example.com
  expect 200 {"contact": null}

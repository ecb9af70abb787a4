story  the duplicate search goes by the location's identifiers and says null when there is none
client
  POST /contacts/ {"locationId": "{location}", "email": "ann+news@example.com",
    "phone": "+12025550101"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /contacts/search/duplicate?locationId={location}&email=ann%2Bnews%40example.com
  expect 200 {"contact": {"id": "{ann}", "additionalEmails": []}, "traceId": "{uuid}"}
  GET /contacts/search/duplicate?locationId={location}&number=%2B1%20202%20555%200101
  expect 200 {"contact": {"id": "{ann}"}}
  GET /contacts/search/duplicate?locationId={location}&email=nobody@example.com
  expect 200 {"contact": null}
  GET /contacts/search/duplicate?locationId={location}
  expect 200 {"contact": null}
client agency
  PUT /locations/{location} {"companyId": "{company}",
    "settings": {"contactUniqueIdentifiers": ["phone"]}}
  expect 200
client
  GET /contacts/search/duplicate?locationId={location}&email=ann%2Bnews@example.com
  expect 200 {"contact": null}

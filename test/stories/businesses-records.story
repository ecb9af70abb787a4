story   a business is also a record, by the same rules
client
  GET /custom-fields/object-key/business?locationId={location}
  expect 200 {"folders": [{"id": "{company:id}"}]}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "business", "parentId": "{company}",
    "showInForms": true, "fieldKey": "industry", "name": "Industry", "dataType": "TEXT"}
  expect 201 {"field": {"id": "{industry:id}"}}
  POST /objects/business/records {"locationId": "{location}", "properties": {"name": "Acme", "postal_code": "1010",
    "industry": "Anvils"}}
  expect 201 {"record": {"id": "{acme:hex}", "properties": {"name": "Acme", "postal_code": "1010", "industry": "Anvils"}}}
  GET /businesses/{acme}
  expect 200 {"business": {"id": "{acme}", "name": "Acme", "postalCode": "1010",
    "customFields": [{"id": "{industry}", "value": "Anvils"}]}}
  PUT /businesses/{acme} {"email": "acme@example.com"}
  expect 200
  GET /objects/business/records/{acme}
  expect 200 {"record": {"properties": {"name": "Acme", "industry": "Anvils", "email": "acme@example.com"}, "relations": []}}
  PUT /objects/business/records/{acme}?locationId={location} {"properties": {"business.name": "Acme Ltd", "industry": null}}
  expect 200 {"record": {"properties": {"name": "Acme Ltd", "industry": "{absent}"}}}
  POST /objects/business/records {"locationId": "{location}", "properties": {"email": "x@example.com"}}
  expect 422 {"message": ["name should not be empty"]}
  POST /objects/business/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10, "query": "acme"}
  expect 201 {"records": [{"id": "{acme}", "objectKey": "business", "properties": {"name": "Acme Ltd"}}], "total": 1}
  DELETE /objects/business/records/{acme}
  expect 200 {"id": "{acme}", "success": true}
  GET /businesses/{acme}
  expect 400
  POST /objects/business/records/search {"locationId": "{location}", "page": 1, "pageLimit": 10}
  expect 201 {"records": [], "total": 0}

story   a business is made, read, changed, listed and deleted
client
  POST /businesses/ {"locationId": "{location}", "name": "Microsoft", "phone": "+18832327657",
    "email": "john@deo.com", "website": "www.xyz.com", "address": "street adress", "city": "new york",
    "postalCode": "12312312", "state": "new york", "country": "us", "description": "business description"}
  expect 201 {"success": true, "buiseness": {"id": "{ms:hex}", "name": "Microsoft", "phone": "+18832327657",
    "email": "john@deo.com", "website": "www.xyz.com", "address": "street adress", "city": "new york",
    "postalCode": "12312312", "state": "new york", "country": "us", "description": "business description",
    "locationId": "{location}", "createdAt": "{instant}", "updatedAt": "{instant}", "customFields": []}}
  PUT /businesses/{ms} {"name": "Micro", "city": null}
  expect 200 {"success": true, "buiseness": {"id": "{ms}", "name": "Micro", "city": "{absent}", "email": "john@deo.com"}}
  GET /businesses/{ms}
  expect 200 {"business": {"id": "{ms}", "name": "Micro"}, "traceId": "{uuid}"}
  POST /businesses/ {"locationId": "{location}", "name": "Acme"}
  expect 201 {"buiseness": {"id": "{acme:hex}"}}
  GET /businesses/?locationId={location}
  expect 200 {"businesses": [{"id": "{ms}"}, {"id": "{acme}"}]}
  GET /businesses/?locationId={location}&limit=1&skip=1
  expect 200 {"businesses": [{"id": "{acme}"}]}
  DELETE /businesses/{ms}
  expect 200 {"success": true}
  GET /businesses/{ms}
  expect 400 {"message": "Business not found", "error": "Bad Request", "statusCode": 400}

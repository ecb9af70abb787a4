story   a trigger link is made, found, changed and deleted
client
  GET /links/?locationId={location}
  expect 200 {"links": []}
  POST /links/ {"locationId": "{location}", "name": " Grüße ", "redirectTo": " https://example.com/a?b=c "}
  expect 201 {"link": {"id": "{id:id}", "name": "Grüße", "redirectTo": "https://example.com/a?b=c", "locationId": "{location}", "clicks": 0, "previews": 0}}
  POST /links/ {"locationId": "{location}", "name": "Offer", "redirectTo": "http://example.com"}
  expect 201 {"link": {"id": "{offer:id}", "fieldKey": "{key:text}"}}
  GET /links/?locationId={location}
  expect 200 {"links": [{"id": "{id}"}, {"id": "{offer}", "fieldKey": "{key}"}]}
  # case is no matter in a search, and a letter that means something is itself
  GET /links/search?locationId={location}&query=GR%C3%9CSSE
  expect 200 {"links": []}
  GET /links/search?locationId={location}&query=gr%C3%BC%C3%9F
  expect 200 {"links": [{"id": "{id}"}]}
  GET /links/search?locationId={location}&query=%25
  expect 200 {"links": []}
  GET /links/search?locationId={location}&limit=1&skip=1
  expect 200 {"links": [{"id": "{offer}"}]}
  GET /links/id/{id}?locationId={location}
  expect 200 {"link": {"id": "{id}", "name": "Grüße"}}
  PUT /links/{id} {"name": "Hello", "redirectTo": "https://example.org/"}
  expect 201 {"link": {"id": "{id}", "name": "Hello", "redirectTo": "https://example.org/"}}
  GET /links/search?locationId={location}&query=hello
  expect 200 {"links": [{"id": "{id}"}]}
  PUT /links/{id} {"name": "Hello"}
  expect 422
  GET /links/id/{id}
  expect 422
  DELETE /links/{id}
  expect 201 {"succeded": true}
  GET /links/id/{id}?locationId={location}
  expect 400
  PUT /links/{id} {"name": "Hello", "redirectTo": "https://example.org/"}
  expect 400
  DELETE /links/{id}
  expect 400
  GET /links/?locationId={location}
  expect 200 {"links": [{"id": "{offer}"}]}

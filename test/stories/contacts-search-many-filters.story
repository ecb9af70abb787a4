story   a search of many filters that the text search leads is said once more, whatever its length
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "companyName": "Acme", "tags": ["one"], "source": "web form"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "companyName": "Beta", "tags": ["two"], "source": "import"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  # nothing has it
  POST /contacts/search {"locationId": "{location}", "pageLimit": 7, "filters": [{"field": "companyName", "operator": "not_contains", "value": "state=tx"}, {"field": "companyName", "operator": "not_contains", "value": "tate=tx"}, {"group": "AND", "filters": [{"field": "tags", "operator": "eq", "value": ["käse", "a \"b\""]}, {"group": "AND", "filters": [{"field": "firstName", "operator": "eq", "value": ["Hannah", "Bob"]}, {"field": "source", "operator": "eq", "value": ["web form", "import"]}, {"field": "tags", "operator": "eq", "value": ["gold", "silver"]}, {"field": "lastName", "operator": "eq", "value": ["One", "Two"]}, {"field": "city", "operator": "eq", "value": ["Here", "There"]}, {"field": "state", "operator": "eq", "value": ["TX", "NY"]}, {"group": "OR", "filters": [{"field": "postalCode", "operator": "contains", "value": "123"}, {"field": "address", "operator": "contains", "value": "street"}]}]}]}], "sort": [{"field": "lastName", "direction": "desc"}]}
  expect 200 {"contacts": [], "total": 0}
  # one has it all
  POST /contacts/search {"locationId": "{location}", "pageLimit": 7, "filters": [{"field": "companyName", "operator": "not_contains", "value": "state=tx"}, {"field": "companyName", "operator": "not_contains", "value": "tate=tx"}, {"group": "AND", "filters": [{"field": "tags", "operator": "eq", "value": ["one", "a \"b\""]}, {"group": "AND", "filters": [{"field": "firstName", "operator": "eq", "value": ["Ann", "Bob"]}, {"field": "source", "operator": "eq", "value": ["web form", "import"]}, {"field": "tags", "operator": "eq", "value": ["one", "silver"]}, {"group": "OR", "filters": [{"field": "companyName", "operator": "contains", "value": "cme"}, {"field": "city", "operator": "contains", "value": "street"}]}]}]}], "sort": [{"field": "lastName", "direction": "desc"}]}
  expect 200 {"contacts": [{"id": "{ann}"}], "total": 1}

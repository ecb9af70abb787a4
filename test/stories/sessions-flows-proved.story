story   what asks for the password is not done by a flow of who did not give it
client browser
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  # applied while the password is fresh: the flow may, later too
  POST /flows/apply {"files": ["{\"flow\": \"fresh\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.user\", \"set\": {\"companyId\": \"{company}\", \"firstName\": \"A\", \"lastName\": \"B\", \"email\": \"{{ contact.email }}\", \"password\": \"Pass-word-1234\", \"type\": \"account\", \"role\": \"user\", \"locationIds\": [\"{location}\"], \"permissions\": {}}}]}"]}
  expect 200
  clock +11 minutes
client
  POST /contacts/ {"locationId": "{location}", "email": "one@example.com"}
  expect 201
  GET /flows/runs?flow=fresh
  soon 200 {"runs": [{"state": "done"}]}
client browser
  # applied when it is not: neither by its name nor by an address
  POST /flows/apply {"files": ["{\"flow\": \"late\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.user\", \"set\": {\"companyId\": \"{company}\", \"firstName\": \"A\", \"lastName\": \"B\", \"email\": \"{{ x.email }}\", \"password\": \"Pass-word-1234\", \"type\": \"account\", \"role\": \"user\", \"locationIds\": [\"{location}\"], \"permissions\": {}}}]}"]}
  expect 422 {"message": ["late: do[0] asks create-user, for which the password must have been given just now (POST /auth/session/prove)"]}
  POST /flows/apply {"files": ["{\"flow\": \"call\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"call\": \"POST\", \"path\": \"/users/\", \"use\": \"ours\", \"set\": {\"email\": \"two@example.com\"}}]}"]}
  expect 422 {"message": ["call: do[0] asks create-user, for which the password must have been given just now (POST /auth/session/prove)"]}
  # an address that only a run knows is refused by the run, though another step holds the scope
  POST /flows/apply {"files": ["{\"flow\": \"hidden\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"if\": \"{{ contact.source == 'never' }}\", \"then\": [{\"call\": \"POST\", \"path\": \"/connections/none/check\", \"use\": \"ours\"}]}, {\"call\": \"POST\", \"path\": \"/\\u007bwhat}\", \"use\": \"ours\", \"set\": {\"what\": \"{{ contact.source }}\", \"kind\": \"groundlevel\", \"name\": \"sly\"}}]}"]}
  expect 200
client
  POST /contacts/ {"locationId": "{location}", "email": "three@example.com", "source": "connections"}
  expect 201
  GET /flows/runs?flow=hidden
  soon 200 {"runs": [{"state": "failed", "reason": "Whoever applied this flow had not given the password for this."}]}
  GET /connections
  expect 200 {"connections": []}

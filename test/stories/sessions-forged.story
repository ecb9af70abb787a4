story   a request that a page of another site makes is refused, cookie or not
client browser
  # signing somebody in as somebody else is refused as well
  header Sec-Fetch-Site: cross-site
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 403 {"message": "A page of another site asks, and may not."}
  header Origin: null
  header -Sec-Fetch-Site
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 403
  header -Origin
  header -Sec-Fetch-Site
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 403 {"message": "The request does not say which page it is from (Origin)."}
  raw text/plain
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 415
  raw application/x-www-form-urlencoded
  POST /auth/session email=owner%40example.com&password=x
  expect 415
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201
  # without what only our own page can know
  header -X-CSRF
  POST /contacts/ {"locationId": "{location}", "firstName": "Forged"}
  expect 403 {"message": "The header X-CSRF must be what GET /auth/session gives as csrf."}
  header X-CSRF: 0000000000000000000000000000000000000000000000000000000000000000
  DELETE /auth/session
  expect 403
  # reading, too: an EventSource sends no header of its own
  header Sec-Fetch-Site: cross-site
  GET /contacts/?locationId={location}
  expect 403 {"message": "A page of another site asks, and may not."}
  header Sec-Fetch-Site: same-site
  GET /contacts/?locationId={location}
  expect 403
  header Origin: http://127.0.0.1.evil.example
  header -Sec-Fetch-Site
  GET /contacts/?locationId={location}
  expect 403
  # an address that somebody typed
  header Sec-Fetch-Site: none
  GET /contacts/?locationId={location}
  expect 200 {"contacts": []}
  # csrf of another session
client browser other
  POST /auth/session {"email": "owner@example.com", "password": "{ownerpassword}"}
  expect 201 {"session": {"csrf": "{othercsrf:text}"}}
client browser
  header X-CSRF: {othercsrf}
  POST /contacts/ {"locationId": "{location}", "firstName": "Forged"}
  expect 403
  # a cookie beside a token is not looked at
  header Authorization: Bearer {token}
  header Sec-Fetch-Site: cross-site
  header -X-CSRF
  POST /contacts/ {"locationId": "{location}", "firstName": "By token"}
  expect 201
  header Authorization: Bearer pit-00000000-0000-4000-8000-000000000000
  GET /contacts/?locationId={location}
  expect 401 {"message": "Invalid Private Integration token"}

story   a WordPress is asked at most twice a second, unless its owner says otherwise
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "http://127.0.0.1:1", "account": "ann", "secret": "abcd"}
  expect 201 {"connection": {"id": "{site:id}", "rate": 2}}
  PUT /connections/{site} {"rate": 0.5}
  expect 200 {"connection": {"rate": 0.5, "hasSecret": true}}
  PUT /connections/{site} {"title": "The site"}
  expect 200 {"connection": {"rate": 0.5, "title": "The site"}}
  PUT /connections/{site} {"rate": 0}
  expect 200 {"connection": {"rate": 0}}
  PUT /connections/{site} {"rate": null}
  expect 200 {"connection": {"rate": 2}}
  PUT /connections/{site} {"rate": 5000}
  expect 422
  PUT /connections/{site} {"rate": "fast"}
  expect 422

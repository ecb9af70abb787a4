story   what a WordPress writes as HTML is read as what it means: Tom &amp; Ann is Tom & Ann
peer
client peer
  POST /control {"user": "ann", "password": "abcd"}
  header Authorization: Basic YW5uOmFiY2Q=
  POST /wp-json/wp/v2/users {"username": "tom", "email": "tom@example.com", "password": "x", "first_name": "Tom &amp; Ann", "last_name": "O&#8217;Neil", "name": "Tom &amp; Ann", "nickname": "&amp;amp;"}
  expect 201
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"members\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"m\", \"get\": \"wordpress.user\", \"use\": \"site\", \"where\": {\"email\": \"tom@example.com\"}}, {\"id\": \"c\", \"post\": \"highlevel.contact\", \"set\": {\"email\": \"{{ steps.m.email }}\", \"firstName\": \"{{ steps.m.first_name }}\", \"lastName\": \"{{ steps.m.last_name }}\", \"companyName\": \"{{ html_text('<b>AT&amp;T</b>') }}\"}}]}"]}
  POST /flows/members/run {"data": {}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "done"}}
  POST /contacts/search {"locationId": "{location}", "pageLimit": 5, "filters": [{"field": "email", "operator": "eq", "value": "tom@example.com"}]}
  soon 200 {"contacts": [{"firstNameLowerCase": "tom & ann", "lastNameLowerCase": "o’neil", "companyName": "AT&T"}]}

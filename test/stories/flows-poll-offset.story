story   a list that is paged by an offset, a few at a time, is looked at to its end
client
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 1"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 2"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 3"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 4"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 5"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 6"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 7"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 8"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 9"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 10"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 11"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 12"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 13"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 14"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 15"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 16"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 17"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 18"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 19"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 20"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 21"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 22"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 23"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 24"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 25"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 26"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 27"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 28"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 29"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 30"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 31"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 32"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 33"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 34"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 35"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 36"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 37"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 38"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 39"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 40"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 41"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 42"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Author 43"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"authors\", \"on\": {\"poll\": \"highlevel.list-blog-authors\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}"]}
  expect 200
  POST /flows/authors/enable
  expect 200
clock +2 minutes
  # the last of the third page came, too
  GET /flows/runs?flow=authors&limit=100
  soon 200 {"runs": [{"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}, {"change": "appeared"}]}

story   a post that is scheduled comes out when its time has come, and not when it was called back
client
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "News"}
  expect 201 {"site": {"_id": "{blog:hex}"}}
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Ann"}
  expect 201 {"author": {"_id": "{ann:hex}"}}
  POST /blogs/posts {"title": "Long ago", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "SCHEDULED", "imageAltText": "A", "categories": [], "author": "{ann}", "urlSlug": "past", "publishedAt": "2020-01-01T10:00:00Z"}
  expect 201 {"data": {"_id": "{past:hex}", "status": "SCHEDULED"}}
  POST /blogs/posts {"title": "Later", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "SCHEDULED", "imageAltText": "A", "categories": [], "author": "{ann}", "urlSlug": "later", "publishedAt": "2130-01-01T10:00:00Z"}
  expect 201 {"data": {"_id": "{later:hex}"}}
  POST /blogs/posts {"title": "Never", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "DRAFT", "imageAltText": "A", "categories": [], "author": "{ann}", "urlSlug": "never", "publishedAt": "2020-01-01T10:00:00Z"}
  expect 201 {"data": {"_id": "{never:hex}"}}
  GET /blogs/posts/all?locationId={location}&status=PUBLISHED
  soon 200 {"blogs": [{"_id": "{past}", "currentVersion": 2}]}
  GET /events?types=BlogPostUpdate
  expect 200 {"events": [{"payload": {"id": "{past}", "status": "PUBLISHED"}}]}
  PUT /blogs/posts/{later} {"publishedAt": "{now}"}
  expect 200
  GET /blogs/posts/all?locationId={location}&status=PUBLISHED
  soon 200 {"blogs": [{"_id": "{later}"}, {"_id": "{past}"}]}
  GET /blogs/posts/all?locationId={location}&status=DRAFT
  expect 200 {"blogs": [{"_id": "{never}"}]}

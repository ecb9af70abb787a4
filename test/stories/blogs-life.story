story   a blog has posts, authors and categories; a post is written, changed, found and deleted
client
  GET /blogs/site/all?locationId={location}&skip=0&limit=10
  expect 200 {"data": []}
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "News"}
  expect 201 {"site": {"_id": "{blog:hex}", "id": "{blog}", "name": "News"}}
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "Other"}
  expect 201 {"site": {"_id": "{other:hex}"}}
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Ann", "canonicalLink": "https://example.com/ann"}
  expect 201 {"author": {"_id": "{ann:hex}", "name": "Ann", "locationId": "{location}", "canonicalLink": "https://example.com/ann", "updatedAt": "{any:instant}"}}
  POST /groundlevel/blogs/categories {"locationId": "{location}", "label": "Tips", "urlSlug": "tips"}
  expect 201 {"category": {"_id": "{tips:hex}", "label": "Tips", "urlSlug": "tips", "canonicalLink": "", "locationId": "{location}"}}
  GET /blogs/site/all?locationId={location}&skip=0&limit=10&searchTerm=EW
  expect 200 {"data": [{"_id": "{blog}", "name": "News"}]}
  GET /blogs/site/all?locationId={location}&skip=1&limit=1
  expect 200 {"data": [{"_id": "{other}"}]}
  GET /blogs/authors?locationId={location}&limit=20&offset=0
  expect 200 {"authors": [{"_id": "{ann}", "name": "Ann"}]}
  GET /blogs/categories?locationId={location}&limit=20&offset=0
  expect 200 {"categories": [{"_id": "{tips}", "label": "Tips"}]}
  GET /blogs/categories?locationId={location}&limit=20&offset=1
  expect 200 {"categories": []}

  GET /blogs/posts/url-slug-exists?locationId={location}&urlSlug=first
  expect 200 {"exists": false}
  POST /blogs/posts {"title": "First", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "plain <script>1</script>",
    "status": "PUBLISHED", "imageAltText": "A", "categories": ["{tips}"], "tags": ["a"], "author": "{ann}", "urlSlug": "first", "canonicalLink": "https://example.com/first", "publishedAt": "2026-01-01T10:00:00Z", "wordCount": 2}
  expect 201 {"data": {"_id": "{first:hex}", "title": "First", "description": "Short", "imageUrl": "https://example.com/a.png", "rawHTML": "plain <script>1</script>", "status": "PUBLISHED", "imageAltText": "A",
    "categories": ["{tips}"], "tags": ["a"], "author": "{ann}", "urlSlug": "first", "canonicalLink": "https://example.com/first", "publishedAt": "2026-01-01T10:00:00.000Z", "archived": false, "type": "manual", "currentVersion": 1, "blogId": "{blog}"}}
  POST /blogs/posts {"title": "Second", "locationId": "{location}", "blogId": "{other}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "DRAFT", "imageAltText": "A", "categories": [], "author": "{ann}", "urlSlug": "second", "publishedAt": "2026-01-02T10:00:00Z"}
  expect 201 {"data": {"_id": "{second:hex}", "tags": [], "canonicalLink": "{absent}"}}
  GET /blogs/posts/url-slug-exists?locationId={location}&urlSlug=first
  expect 200 {"exists": true}
  GET /blogs/posts/url-slug-exists?locationId={location}&urlSlug=first&postId={first}
  expect 200 {"exists": false}
  GET /blogs/posts/all?locationId={location}&blogId={blog}&limit=10&offset=0
  expect 200 {"blogs": [{"_id": "{first}", "rawHTML": "plain <script>1</script>"}]}
  GET /blogs/posts/all?locationId={location}
  expect 200 {"blogs": [{"_id": "{second}"}, {"_id": "{first}"}]}
  GET /blogs/posts/all?locationId={location}&status=DRAFT
  expect 200 {"blogs": [{"_id": "{second}"}]}
  GET /blogs/posts/all?locationId={location}&blogId={blog}&limit=10&offset=0&status=ALL&searchTerm=IRS
  expect 200 {"blogs": [{"_id": "{first}"}]}
  GET /blogs/posts/all?locationId={location}&limit=1&offset=1
  expect 200 {"blogs": [{"_id": "{first}"}]}

  # a change of four words leaves the others
  PUT /blogs/posts/{first} {"locationId": "{location}", "blogId": "{blog}", "title": "Better", "status": "ARCHIVED"}
  expect 200 {"updatedBlogPost": {"_id": "{first}", "title": "Better", "status": "ARCHIVED", "archived": true, "rawHTML": "plain <script>1</script>", "tags": ["a"], "currentVersion": 2}}
  PUT /blogs/posts/{first} {"tags": null, "rawHTML": "<h1>New</h1>"}
  expect 200 {"updatedBlogPost": {"tags": [], "rawHTML": "<h1>New</h1>", "currentVersion": 3, "author": "{ann}"}}
  GET /blogs/posts/all?locationId={location}&searchTerm=first
  expect 200 {"blogs": []}
  GET /events?types=BlogPostCreate,BlogPostUpdate
  expect 200 {"events": [{"type": "BlogPostCreate", "payload": {"id": "{first}", "urlSlug": "first"}}, {"type": "BlogPostCreate"}, {"type": "BlogPostUpdate"}, {"type": "BlogPostUpdate"}]}

  DELETE /blogs/posts/{first}
  expect 200 {"success": true}
  DELETE /groundlevel/blogs/sites/{other}
  expect 200 {"success": true}
  DELETE /groundlevel/blogs/authors/{ann}
  expect 200 {"success": true}
  DELETE /groundlevel/blogs/categories/{tips}
  expect 200 {"success": true}
  GET /blogs/posts/all?locationId={location}
  expect 200 {"blogs": []}
  GET /events?types=BlogPostDelete
  expect 200 {"events": [{"payload": {"id": "{first}"}}, {"payload": {"id": "{second}"}}]}
  GET /blogs/authors?locationId={location}&limit=20&offset=0
  expect 200 {"authors": []}

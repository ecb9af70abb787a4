story   a post that does not fit, or whose slug is taken, is refused and changes nothing
client
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "News"}
  expect 201 {"site": {"_id": "{blog:hex}"}}
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Ann"}
  expect 201 {"author": {"_id": "{ann:hex}"}}
  POST /blogs/posts {"title": "First", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "DRAFT", "imageAltText": "A", "categories": [], "author": "{ann}", "urlSlug": "first", "publishedAt": "2026-01-01T10:00:00Z"}
  expect 201 {"data": {"_id": "{first:hex}"}}
  POST /blogs/posts {"title": "Second", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "DRAFT", "imageAltText": "A", "categories": [], "author": "{ann}", "urlSlug": " first ", "publishedAt": "2026-01-01T10:00:00Z"}
  expect 400 {"message": "There is a post with this url slug already."}
  POST /blogs/posts {"title": "Second", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "DRAFT", "imageAltText": "A", "categories": ["nobody"], "author": "nobody", "urlSlug": "second", "publishedAt": "2026-01-01T10:00:00Z"}
  expect 422 {"message": ["author must be the id of an author of this location"]}
  POST /blogs/posts {"title": "Second", "locationId": "{location}"}
  expect 422
  PUT /blogs/posts/{first} {"title": "", "urlSlug": null, "status": "ALL"}
  expect 422
  PUT /blogs/posts/nosuchpost {"title": "x"}
  expect 400 {"message": "Blog post with id nosuchpost not found"}
  DELETE /blogs/posts/nosuchpost
  expect 400
  DELETE /groundlevel/blogs/sites/nosuchblog
  expect 400 {"message": "Blog with id nosuchblog not found"}
  DELETE /groundlevel/blogs/authors/nosuchone
  expect 400 {"message": "Author with id nosuchone not found"}
  DELETE /groundlevel/blogs/categories/nosuchone
  expect 400 {"message": "Category with id nosuchone not found"}
  # these do not take what the others take
  GET /blogs/posts/all?locationId={location}&blogId={blog}&limit=10&skip=0
  expect 422 {"message": ["property skip should not exist"]}
  GET /blogs/posts/all?locationId={location}&blogId={blog}&limit=51&offset=0
  expect 422
  GET /blogs/posts/url-slug-exists?locationId={location}&urlSlug=a&blogId={blog}
  expect 422 {"message": ["property blogId should not exist"]}
  GET /blogs/authors?locationId={location}&limit=21&offset=0
  expect 422
client other
  GET /blogs/posts/all?locationId={location}
  expect 403
  PUT /blogs/posts/{first} {"title": "Mine"}
  expect 400
  DELETE /blogs/posts/{first}
  expect 400
  DELETE /groundlevel/blogs/sites/{blog}
  expect 400
  DELETE /groundlevel/blogs/authors/{ann}
  expect 400
  GET /blogs/posts/url-slug-exists?locationId={otherlocation}&urlSlug=first
  expect 200 {"exists": false}
client scoped blogs/posts.readonly
  GET /blogs/posts/all?locationId={location}
  expect 200 {"blogs": [{"_id": "{first}", "title": "First", "urlSlug": "first"}]}
  PUT /blogs/posts/{first} {"title": "Mine"}
  expect 401 {"message": "The token is not authorized for this scope."}
  GET /blogs/authors?locationId={location}&limit=10&offset=0
  expect 401

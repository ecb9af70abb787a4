story   everybody reads what is published of a blog, as pages and as a feed, and what stands in a post is boxed
client
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "News & <more>"}
  expect 201 {"site": {"_id": "{blog:hex}"}}
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Ann"}
  expect 201 {"author": {"_id": "{ann:hex}"}}
client nobody
  GET /blog/{blog}
  expect 200
  expect holds There is nothing here yet.
client
  POST /blogs/posts {"locationId": "{location}", "title": "First <one>", "blogId": "{blog}", "rawHTML": "<p>Hello ]]> all</p><script>parent.x=1</script>", "description": "About & so", "imageUrl": "https://img.example.com/a.png", "imageAltText": "A \"picture\"", "status": "PUBLISHED", "categories": [], "author": "{ann}", "urlSlug": "first one", "canonicalLink": "https://www.example.com/first", "publishedAt": "2026-01-02T03:04:05Z"}
  expect 201 {"data": {"_id": "{first:hex}"}}
  POST /blogs/posts {"locationId": "{location}", "title": "Secret draft", "blogId": "{blog}", "rawHTML": "x", "imageUrl": "https://img.example.com/b.png", "description": "d", "imageAltText": "b", "status": "DRAFT", "categories": [], "author": "{ann}", "urlSlug": "draft", "publishedAt": "2026-01-02T03:04:05Z"}
  expect 201
  POST /blogs/posts {"locationId": "{location}", "title": "Old secret", "blogId": "{blog}", "rawHTML": "x", "imageUrl": "https://img.example.com/b.png", "description": "d", "imageAltText": "b", "status": "ARCHIVED", "categories": [], "author": "{ann}", "urlSlug": "old", "publishedAt": "2026-01-02T03:04:05Z"}
  expect 201
client nobody
  GET /blog/{blog}
  expect 200
  expect header Content-Type "text/html; charset=utf-8"
  expect holds <h1>News &amp; &lt;more&gt;</h1>
  expect holds /first%20one">First &lt;one&gt;</a>
  expect holds <time datetime="2026-01-02T03:04:05.000Z">2026-01-02</time>
  expect lacks secret
  expect lacks Secret
  GET /blog/{blog}/first%20one
  expect 200
  expect header Content-Security-Policy "sandbox allow-forms allow-popups allow-top-navigation-by-user-activation; default-src 'none'; img-src * data:; style-src 'unsafe-inline'; font-src *; media-src *; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
  expect header X-Content-Type-Options nosniff
  expect holds <link rel="canonical" href="https://www.example.com/first">
  expect holds alt="A &quot;picture&quot;"
  expect holds <p>Hello ]]> all</p><script>
  GET /blog/{blog}/draft
  expect 404
  GET /blog/{blog}/old
  expect 404
  GET /blog/{blog}/nothing
  expect 404
  expect holds There is no such post.
  GET /blog/nothing
  expect 404
  GET /blog/{blog}/feed.xml
  expect 200
  expect header Content-Type "application/rss+xml; charset=utf-8"
  expect header ETag
  expect holds <pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate>
  expect holds <description>About &amp; so</description>
  expect holds <content:encoded><![CDATA[<p>Hello ]]]]><![CDATA[> all</p><script>
  expect holds /first%20one</link>
  expect lacks ecret
  header If-None-Match: "1-1-1"
  GET /blog/{blog}/feed.xml
  expect 200
  # a post of another site is not under this one
client
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "Other"}
  expect 201 {"site": {"_id": "{other:hex}"}}
client nobody
  GET /blog/{other}/first%20one
  expect 404
  GET /blog/{other}/feed.xml
  expect 200
  expect lacks <item>
  expect header ETag ""0-0-0""
  header If-None-Match: "0-0-0"
  GET /blog/{other}/feed.xml
  expect 304

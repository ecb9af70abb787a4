story   the console's pages come from the program, with a policy that lets nothing else in

client nobody
  header -Version
  header Accept-Encoding: br;q=0, gzip;q=0
  GET /console/
  expect 200
  expect header Content-Type text/html; charset=utf-8
  expect header Cache-Control no-cache
  expect header ETag
  expect header Content-Encoding {absent}
  expect header Content-Security-Policy default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types svelte-trusted-html
  expect header X-Content-Type-Options nosniff
  expect header Referrer-Policy no-referrer
  expect header Cross-Origin-Opener-Policy same-origin
  expect header Permissions-Policy
  expect header Vary Accept-Encoding

  # compressed once, when it was built
  header Accept-Encoding: gzip, br;q=0.5
  HEAD /console/people/someone
  expect 200
  expect header Content-Type text/html; charset=utf-8
  expect header Content-Encoding br
  header Accept-Encoding: gzip
  HEAD /console/
  expect 200
  expect header Content-Encoding gzip
  header Accept-Encoding: br;q=0, identity
  HEAD /console/
  expect 200
  expect header Content-Encoding {absent}

  # what was seen already is not sent again
  header If-None-Match: *
  GET /console/
  expect 304
  expect header Cache-Control no-cache
  header If-None-Match: "another"
  HEAD /console/
  expect 200

  # what is no page and no file is never the page
  GET /console/assets/nothing.js
  expect 404 {"message": "Cannot GET /console/assets/nothing.js"}
  expect header Content-Security-Policy
  expect header X-Content-Type-Options nosniff
  expect header Cache-Control no-store
  GET /console/assets/
  expect 404
  GET /console/assets/a/index.html
  expect 404
  GET /console/secret.key
  expect 404
  GET /console/a/index.html
  expect 404
  POST /console/ {}
  expect 404 {"message": "Cannot POST /console/"}
  DELETE /console/people
  expect 404
  GET /consoles
  expect 404 {"message": "Cannot GET /consoles"}

  # the ways there
  GET /console
  expect 308
  expect header Location /console/
  header Accept: text/html,application/xhtml+xml
  GET /
  expect 303
  expect header Location /console/

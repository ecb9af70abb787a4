story   a page that somebody uploads never runs in our origin, whatever it is called
client
  file file image/png evil.png <html><script>alert(1)</script></html>
  POST /medias/upload-file
  expect 200 {"url": "{png:text}"}
  file file image/svg+xml evil.svg <svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>
  POST /medias/upload-file
  expect 200 {"url": "{svg:text}"}
  file file text/html ..%2F..%2Fetc%2Fevil.html <html><script>alert(1)</script></html>
  POST /medias/upload-file
  expect 200 {"url": "{html:text}"}
client nobody
  GET {png}
  expect 200
  expect header Content-Type text/plain
  expect header Content-Disposition "attachment; filename="evil.png"; filename*=UTF-8''evil.png"
  GET {svg}
  expect 200
  expect header Content-Type image/svg+xml
  expect header Content-Disposition "attachment; filename="evil.svg"; filename*=UTF-8''evil.svg"
  expect header Content-Security-Policy "sandbox; default-src 'none'"
  GET {html}
  expect 200
  expect header Cache-Control "private, max-age=3600"
  expect header Referrer-Policy no-referrer
  expect header Cross-Origin-Resource-Policy same-origin
  expect header Content-Disposition "attachment; filename="evil.html"; filename*=UTF-8''evil.html"
  expect header Content-Security-Policy "sandbox; default-src 'none'"
  expect header X-Content-Type-Options nosniff

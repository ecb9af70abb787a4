story   a file that is uploaded to the media library is kept, listed and read back byte for byte
client
  file file image/png a%20picture.png \x89PNG\r\n\x1a\n\x00\x01bytes\r\n--not a boundary
  POST /medias/upload-file
  expect 200 {"fileId": "{picture:hex}", "url": "{url:text}", "traceId": "{uuid}"}
  GET /medias/files?altId={location}&altType=location&type=file
  expect 200 {"count": 1, "files": [{"_id": "{picture}", "altId": "{location}", "altType": "location", "name": "a picture.png", "type": "file", "contentType": "image/png", "size": 33, "url": "{url}", "parentId": "{absent}"}]}

  # who knows the address reads it, without a token; it cannot act as one of our pages
client nobody
  GET {url}
  expect 200
  expect body \x89PNG\r\n\x1a\n\x00\x01bytes\r\n--not a boundary
  expect header Content-Type image/png
  expect header X-Content-Type-Options nosniff
  expect header Content-Security-Policy "sandbox; default-src 'none'"
  expect header Accept-Ranges bytes
  expect header Cross-Origin-Resource-Policy cross-origin
  expect header Content-Disposition "inline; filename="a picture.png"; filename*=UTF-8''a%20picture.png"
  HEAD {url}
  expect 200
  expect header Content-Length 33
  expect body

  # one range; what is none of its bytes; what is no range
  header Range: bytes=1-3
  GET {url}
  expect 206
  expect body PNG
  expect header Content-Range "bytes 1-3/33"
  expect header Content-Length 3
  header Range: Bytes=1-3
  GET {url}
  expect 206
  expect body PNG
  header Range: bytes=-10
  GET {url}
  expect 206
  expect body a boundary
  header Range: bytes=33-
  GET {url}
  expect 416
  expect header Content-Range "bytes */33"
  header Range: bytes=0-1,3-4
  GET {url}
  expect 200
  header Range: bytes=0-1
  header If-Range: "another"
  GET {url}
  expect 200

  # it has not changed
  header If-None-Match: W/"x", "889075ac908767be20e000cd80a5d6a0cd423018b8721a0d3de6ad9408116537"
  GET {url}
  expect 304
  expect header ETag

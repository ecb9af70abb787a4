story   a file that was acknowledged is there after the server was killed, with its row and its bytes
client
  header Idempotency-Key: once
  file file text/plain kept.txt the bytes that stay
  POST /medias/upload-file
  expect 200 {"fileId": "{kept:hex}", "url": "{url:text}"}
  restart
  GET /medias/files?altId={location}&altType=location&type=file
  expect 200 {"files": [{"_id": "{kept}", "size": 19, "path": "{path:text}"}]}
  GET {path}
  expect 200
  expect body the bytes that stay

  # the same form once more is the same request, although it comes in other words
  header Idempotency-Key: once
  file file text/plain kept.txt the bytes that stay
  POST /medias/upload-file
  expect 200 {"fileId": "{kept}"}
  expect header Idempotency-Replayed true
  header Idempotency-Key: once
  file file text/plain kept.txt other bytes
  POST /medias/upload-file
  expect 422

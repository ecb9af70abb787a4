story   a file of another location is not there, and its library is closed
client other
  file file text/plain theirs.txt theirs
  POST /medias/upload-file
  expect 200 {"fileId": "{theirs:hex}", "url": "{url:text}"}
client
  GET /medias/files?altId={otherlocation}&altType=location&type=file
  expect 403
  GET /medias/files?altId={location}&altType=location&type=file
  expect 200 {"files": []}
  POST /medias/{theirs} {"altId": "{location}", "altType": "location", "name": "mine"}
  expect 400 {"message": "Media with id {theirs} not found"}
  DELETE /medias/{theirs}?altId={location}&altType=location
  expect 400 {"message": "Media with id {theirs} not found"}
  PUT /medias/delete-files {"altId": "{location}", "altType": "location", "status": "deleted", "filesToBeDeleted": [{"_id": "{theirs}"}]}
  expect 200 [{"deleted": false}]
  GET /files/{location}/{theirs}/00000000000000000000000000000000/theirs.txt
  expect 404 {"message": "There is no such file."}
client nobody
  GET {url}
  expect 200
  expect body theirs

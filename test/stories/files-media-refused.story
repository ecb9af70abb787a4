story   an upload that is not as it should be is refused with a sentence, and nothing is kept
client nobody
  file file image/png a.png \x89PNG\r\n\x1a\n
  POST /medias/upload-file
  expect 401
client scoped medias.readonly
  file file image/png a.png \x89PNG\r\n\x1a\n
  POST /medias/upload-file
  expect 401
client
  POST /medias/upload-file {"name": "x"}
  expect 415 {"message": "The body must be multipart/form-data"}
  part name nothing
  POST /medias/upload-file
  expect 400 {"message": "There is no file in the form."}
  file file application/pdf a.bin \x00\x01\x02\x03
  POST /medias/upload-file
  expect 400 {"message": "INVALID_FILE_TYPE"}
  part color red
  file file image/png a.png \x89PNG\r\n\x1a\n
  POST /medias/upload-file
  expect 422 {"message": ["property color should not exist"]}
  file file image/png a.png \x89PNG\r\n\x1a\n
  file file image/png b.png \x89PNG\r\n\x1a\n
  POST /medias/upload-file
  expect 413 {"message": "There are too many files in the form."}
  part parentId nosuchfolder0000000a
  part altId {location}
  part altType location
  file file image/png a.png \x89PNG\r\n\x1a\n
  POST /medias/upload-file
  expect 400 {"message": "There is no such folder."}
  raw multipart/form-data; boundary=b
  POST /medias/upload-file --b
  expect 400 {"message": "The form ends before its last boundary."}
  raw multipart/form-data
  POST /medias/upload-file --b--
  expect 415
  part hosted true
  part fileUrl ftp://example.com/a.png
  POST /medias/upload-file
  expect 400 {"message": "fileUrl must be an address that begins with http:// or https://"}
  GET /medias/files?altId={location}&altType=location
  expect 422 {"message": ["type should not be empty"]}
  GET /medias/files?altId={location}&altType=location&type=file
  expect 200 {"count": 0, "files": []}

  # larger than the setting lets it be
client
  restart media_max 1024
  file file text/plain a.txt aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
  POST /medias/upload-file
  expect 413 {"message": "The file is too large."}

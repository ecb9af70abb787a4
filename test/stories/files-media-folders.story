story   folders of the media library hold files, are renamed, trashed and taken away with what is in them
client
  POST /medias/folder {"altId": "{location}", "altType": "location", "name": "Logos"}
  expect 200 {"_id": "{logos:hex}", "altId": "{location}", "altType": "location", "name": "Logos", "type": "folder", "deleted": false, "parentId": "{absent}"}
  POST /medias/folder {"altId": "{location}", "altType": "location", "name": "Old", "parentId": "{logos}"}
  expect 200 {"_id": "{old:hex}", "parentId": "{logos}"}
  POST /medias/folder {"altId": "{location}", "altType": "location", "name": "Lost", "parentId": "nosuchfolder"}
  expect 400 {"message": "There is no such folder."}

  # the folder counts only together with altId and altType
  part parentId {logos}
  file file text/plain loose.txt loose
  POST /medias/upload-file
  expect 200 {"fileId": "{loose:hex}"}
  part parentId {old}
  part altId {location}
  part altType location
  file file text/plain inside.txt inside
  POST /medias/upload-file
  expect 200 {"fileId": "{inside:hex}", "url": "{insideurl:text}"}
  GET /medias/files?altId={location}&altType=location&type=file
  expect 200 {"count": 1, "files": [{"_id": "{loose}"}]}
  GET /medias/files?altId={location}&altType=location&type=file&parentId={old}
  expect 200 {"count": 1, "files": [{"_id": "{inside}", "parentId": "{old}"}]}
  GET /medias/files?altId={location}&altType=location&type=folder
  expect 200 {"count": "{absent}", "files": [{"_id": "{logos}"}]}
  GET /medias/files?altId={location}&altType=location&type=file&fetchAll=true&sortBy=name&sortOrder=asc
  expect 200 {"count": 2, "files": [{"_id": "{inside}"}, {"_id": "{loose}"}]}
  GET /medias/files?altId={location}&altType=location&type=file&fetchAll=true&query=INSI
  expect 200 {"count": 1, "files": [{"_id": "{inside}"}]}

  # what lies elsewhere is kept by its address
  part hosted true
  part fileUrl https://example.com/pictures/cat.png
  POST /medias/upload-file
  expect 200 {"fileId": "{cat:hex}", "url": "https://example.com/pictures/cat.png"}

  # names
  POST /medias/{loose} {"altId": "{location}", "altType": "location", "name": "free.txt"}
  expect 200 {"updated": true}
  PUT /medias/update-files {"altId": "{location}", "altType": "location", "filesToBeUpdated": [{"id": "{cat}", "name": "A cat"}, {"id": "nobody", "name": "x"}]}
  expect 200 [{"id": "{cat}", "updated": true}, {"id": "nobody", "updated": false}]
  GET /medias/files?altId={location}&altType=location&type=file&sortBy=name&sortOrder=asc
  expect 200 {"files": [{"name": "A cat", "url": "https://example.com/pictures/cat.png"}, {"name": "free.txt"}]}

  # the trash, and what is taken away
  PUT /medias/delete-files {"altId": "{location}", "altType": "location", "status": "trashed", "filesToBeDeleted": [{"_id": "{loose}"}, {"_id": "nobody"}]}
  expect 200 [{"id": "{loose}", "deleted": true}, {"id": "nobody", "deleted": false}]
  PUT /medias/delete-files {"altId": "{location}", "altType": "location", "status": "deleted", "filesToBeDeleted": [{"_id": "{cat}"}]}
  expect 200 [{"id": "{cat}", "deleted": true}]
  GET /medias/files?altId={location}&altType=location&type=file
  expect 200 {"count": 0, "files": []}
  DELETE /medias/{logos}?altId={location}&altType=location
  expect 200 {"success": true}
  GET /medias/files?altId={location}&altType=location&type=file&fetchAll=true
  soon 200 {"count": 0, "files": []}
  GET {insideurl}
  soon 404 {"message": "There is no such file."}
  DELETE /medias/{logos}?altId={location}&altType=location
  expect 400 {"message": "Media with id {logos} not found"}

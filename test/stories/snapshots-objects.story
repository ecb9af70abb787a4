story   objects with their fields and associations, notifications, posts and flows are made in another location, what names what is theirs, and nothing of it twice
client
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet", "plural": "Pets"}, "description": "Animals", "primaryDisplayPropertyDetails": {"key": "name", "name": "Called", "dataType": "TEXT"}}
  expect 201 {"object": {"id": "{pet:any}"}}
  POST /custom-fields/folder {"locationId": "{location}", "objectKey": "custom_objects.pet", "name": "Papers"}
  expect 201 {"id": "{papers:id}"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{papers}", "showInForms": true, "fieldKey": "custom_object.pet.size", "name": "Size", "dataType": "RADIO", "options": [{"key": "s", "label": "Small"}, {"key": "l", "label": "Large"}]}
  expect 201
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "custom_objects.pet", "parentId": "{papers}", "showInForms": false, "fieldKey": "custom_object.pet.nick", "name": "Nick", "dataType": "TEXT", "placeholder": "as called"}
  expect 201
  PUT /objects/custom_objects.pet {"locationId": "{location}", "searchableProperties": ["custom_objects.pet.name", "custom_objects.pet.nick"]}
  expect 200
  GET /custom-fields/object-key/business?locationId={location}
  expect 200 {"folders": [{"id": "{general:any}"}, "{more}"]}
  POST /custom-fields/folder {"locationId": "{location}", "objectKey": "business", "name": "Ours"}
  expect 201 {"id": "{ours:id}"}
  POST /custom-fields/ {"locationId": "{location}", "objectKey": "business", "parentId": "{ours}", "showInForms": true, "fieldKey": "business.branch", "name": "Branch", "dataType": "TEXT"}
  expect 201
  POST /associations/ {"locationId": "{location}", "key": "owner", "firstObjectLabel": "Owner", "firstObjectKey": "contact", "secondObjectLabel": "Pet", "secondObjectKey": "custom_objects.pet"}
  expect 201
  POST /calendars/ {"locationId": "{location}", "name": "Visits", "calendarType": "event", "slug": "visits"}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Walks", "calendarType": "event", "slug": "walks"}
  expect 200 {"calendar": {"id": "{walks:id}"}}
  POST /calendars/{calendar}/notifications [{"receiverType": "contact", "channel": "email", "notificationType": "reminder", "subject": "Soon", "body": "Come", "beforeTime": [{"timeOffset": 1, "unit": "hours"}]}]
  expect 200
  POST /calendars/{calendar}/notifications [{"receiverType": "contact", "channel": "email", "notificationType": "reminder", "subject": "Tomorrow", "body": "Come", "beforeTime": [{"timeOffset": 1, "unit": "days"}], "selectedUsers": ["{owner}"]}]
  expect 200
  POST /calendars/{walks}/notifications [{"receiverType": "contact", "channel": "email", "notificationType": "booked", "subject": "Fine", "isActive": false}]
  expect 200
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "News"}
  expect 201 {"site": {"_id": "{site:hex}"}}
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Bob"}
  expect 201 {"author": {"_id": "{bob:hex}"}}
  POST /groundlevel/blogs/categories {"locationId": "{location}", "label": "Health", "urlSlug": "health"}
  expect 201 {"category": {"_id": "{health:hex}"}}
  POST /blogs/posts {"locationId": "{location}", "blogId": "{site}", "title": "First", "imageUrl": "https://example.com/a.png", "description": "About", "rawHTML": "<p>Words</p>", "status": "PUBLISHED", "imageAltText": "A", "categories": ["{health}"], "tags": ["x"], "author": "{bob}", "urlSlug": "first", "publishedAt": "2026-01-01T00:00:00Z"}
  expect 201
  POST /locations/{location}/customFields {"name": "Level", "dataType": "TEXT", "model": "contact"}
  expect 201 {"customField": {"id": "{level:id}"}}
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "http://127.0.0.1:1", "account": "ann", "secret": "canary-of-a-connection"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"note-it\", \"title\": \"Notes\", \"enabled\": true, \"on\": {\"event\": \"highlevel.appointment.created\"}, \"only\": \"{{ appointment.calendarId == '{calendar}' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ appointment.contactId }}\"}, \"set\": {\"body\": \"Hello\"}}]}"]}
  expect 200 {"applied": [{"slug": "note-it", "enabled": true}]}
  POST /flows/apply {"files": ["{\"flow\": \"far\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"post\": \"accessally.member\", \"use\": \"site\", \"set\": {\"email\": \"a@b.cd\"}}]}"]}
  expect 200 {"applied": [{"slug": "far", "enabled": false}]}
client agency
  POST /groundlevel/snapshots {"locationId": "{location}", "name": "All of it"}
  expect 201 {"snapshot": {"id": "{snap:id}"}}
  GET /groundlevel/snapshots/{snap}
  soon 200 {"snapshot": {"state": "ready", "things": 22}}
  GET /groundlevel/snapshots/{snap}/document
  expect lacks canary-of-a-connection
client other
  GET /locations/{otherlocation}/tags
client agency
  # a dry run does all of it, and undoes it: it knows that a connection is missing
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "dry", "as": "add"}
  expect 201 {"pushes": [{"id": "{dry:id}"}]}
  GET /groundlevel/snapshots/pushes/{dry}?outcome=blocked
  soon 200 {"push": {"status": "completed", "done": 22}, "lines": [{"kind": "flows", "name": "far", "id": "{absent}"}]}
client other
  GET /objects/?locationId={otherlocation}
  expect 200 {"objects": [{"standard": true}, {"standard": true}, {"standard": true}]}
client agency
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "add"}
  expect 201 {"pushes": [{"id": "{first:id}"}]}
  GET /groundlevel/snapshots/pushes/{first}?outcome=blocked
  soon 200 {"push": {"status": "completed", "done": 22}, "lines": [{"kind": "flows", "name": "far"}]}
client other
  GET /objects/custom_objects.pet?locationId={otherlocation}
  expect 200 {"object": {"labels": {"singular": "Pet", "plural": "Pets"}, "description": "Animals", "primaryDisplayProperty": "custom_objects.pet.name", "searchableProperties": ["custom_objects.pet.name", "custom_objects.pet.nick"]}}
  GET /custom-fields/object-key/custom_objects.pet?locationId={otherlocation}
  expect 200 {"fields": [{"name": "Called", "fieldKey": "custom_objects.pet.name"}, {"name": "Size", "dataType": "RADIO", "parentId": "{theirpapers:id}", "options": [{"key": "s", "label": "Small"}, {"key": "l", "label": "Large"}]}, {"name": "Nick", "placeholder": "as called", "showInForms": false}], "folders": [{"name": "General Info"}, {"id": "{theirpapers}", "name": "Papers"}]}
  GET /associations/key/owner?locationId={otherlocation}
  expect 200 {"firstObjectKey": "contact", "secondObjectKey": "custom_objects.pet", "secondObjectLabel": "Pet"}
  GET /calendars/?locationId={otherlocation}
  expect 200 {"calendars": [{"id": "{theirs:id}", "name": "Visits"}, {"id": "{theirwalks:id}", "name": "Walks"}]}
  GET /calendars/{theirs}/notifications
  expect 200 [{"subject": "Soon", "beforeTime": [{"timeOffset": 1, "unit": "hours"}]}, {"subject": "Tomorrow", "beforeTime": [{"timeOffset": 1, "unit": "days"}], "selectedUsers": []}]
  GET /calendars/{theirwalks}/notifications
  expect 200 [{"subject": "Fine", "isActive": false}]
  GET /blogs/posts/all?locationId={otherlocation}
  expect 200 {"blogs": [{"title": "First", "rawHTML": "<p>Words</p>", "status": "DRAFT", "blogId": "{theirsite:hex}", "author": "{theirbob:hex}", "categories": ["{theirhealth:hex}"], "tags": ["x"]}]}
  GET /blogs/site/all?locationId={otherlocation}
  expect 200 {"data": [{"_id": "{theirsite}"}]}
  GET /flows
  expect 200 {"flows": [{"slug": "note-it", "title": "Notes", "enabled": false}]}
  # what it named it names here, and it is off
  GET /flows/note-it/export
  expect 200 {"file": {"enabled": false, "only": "{{ appointment.calendarId == '{theirs}' }}"}}
  # nobody of this location has said that it may act: switched on it waits for that
  POST /flows/note-it/enable {}
  expect 200 {"flow": {"state": "blocked"}}
  POST /flows/note-it/disable {}
client agency
  # whatever the mode: nothing twice
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "replace"}
  expect 201 {"pushes": [{"id": "{second:id}"}]}
  GET /groundlevel/snapshots/pushes/{second}
  soon 200 {"push": {"status": "completed", "done": 22}}
  GET /groundlevel/snapshots/pushes/{second}?outcome=made
  expect 200 {"lines": []}
  GET /groundlevel/snapshots/pushes/{second}?outcome=changed
  expect 200 {"lines": []}
client
  # what was changed there and here
  PUT /objects/custom_objects.pet {"locationId": "{location}", "labels": {"plural": "Animals"}, "searchableProperties": ["custom_objects.pet.name"]}
  POST /flows/apply {"files": ["{\"flow\": \"note-it\", \"title\": \"Notes\", \"enabled\": true, \"on\": {\"event\": \"highlevel.appointment.created\"}, \"only\": \"{{ appointment.calendarId == '{walks}' }}\", \"do\": [{\"post\": \"highlevel.contact.note\", \"where\": {\"contactId\": \"{{ appointment.contactId }}\"}, \"set\": {\"body\": \"Hello\"}}]}"]}
client other
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "http://127.0.0.1:1", "account": "bob", "secret": "theirs"}
  expect 201
client agency
  PUT /groundlevel/snapshots/{snap} {"refresh": true}
  GET /groundlevel/snapshots/{snap}
  soon 200 {"snapshot": {"state": "ready", "version": 2}}
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "dry", "as": "update"}
  expect 201 {"pushes": [{"id": "{again:id}"}]}
  GET /groundlevel/snapshots/pushes/{again}?outcome=changed
  soon 200 {"push": {"status": "completed"}, "lines": [{"kind": "object_settings"}, {"kind": "flows", "name": "Notes"}]}
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "update"}
  expect 201 {"pushes": [{"id": "{third:id}"}]}
  GET /groundlevel/snapshots/pushes/{third}?outcome=changed
  soon 200 {"push": {"status": "completed"}, "lines": [{"kind": "object_settings"}, {"kind": "flows", "name": "Notes"}]}
  GET /groundlevel/snapshots/pushes/{third}?outcome=made
  expect 200 {"lines": [{"kind": "flows", "name": "far"}]}
client other
  GET /objects/custom_objects.pet?locationId={otherlocation}
  expect 200 {"object": {"labels": {"singular": "Pet", "plural": "Animals"}, "searchableProperties": ["custom_objects.pet.name"]}}
  GET /flows/note-it/export
  expect 200 {"rev": 2, "file": {"enabled": false, "only": "{{ appointment.calendarId == '{theirwalks}' }}"}}

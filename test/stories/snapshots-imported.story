story   a snapshot from elsewhere is made by its rows: ids are those of the new place, what nobody knows is left empty, what is refused says why
client agency
  POST /groundlevel/snapshots/import {"format": 1, "name": "From elsewhere", "things": [
    {"kind": "templates", "id": "originTemplate000001", "key": "sms\nhello", "name": "Hello", "body": {"type": "sms", "name": "Hello", "template": {"body": "Go {{trigger_link.originLink0000000001}} or {{trigger_link.originLink0000000009}} ok"}}},
    {"kind": "trigger_links", "id": "originLink0000000001", "key": "Offer", "name": "Offer", "body": {"name": "Offer", "redirectTo": "https://example.com/"}},
    {"kind": "trigger_links", "id": "originLink0000000002", "key": "Bad", "name": "Bad", "body": {"name": "Bad", "redirectTo": "nowhere"}},
    {"kind": "custom_field_folders", "id": "originFolder00000001", "key": "contact\nmore", "name": "More", "body": {"name": "More", "model": "contact"}},
    {"kind": "custom_fields", "id": "originField000000001", "key": "contact.size", "name": "Size", "body": {"name": "Size", "dataType": "SINGLE_OPTIONS", "model": "contact", "fieldKey": "contact.size", "options": ["S", "L"], "parentId": "originFolder00000001"}},
    {"kind": "custom_fields", "id": "originField000000002", "key": "contact.lost", "name": "Lost", "body": {"name": "Lost", "dataType": "TEXT", "model": "contact", "fieldKey": "contact.lost", "parentId": "originFolder00000009"}},
    {"kind": "forms", "id": "originForm0000000001", "key": "intake", "name": "Intake", "body": {"name": "Intake", "kind": "form", "elements": [{"key": "size", "kind": "one", "options": ["S", "L"], "field": "originField000000001"}, {"key": "mail", "kind": "email", "field": "email"}]}},
    {"kind": "calendar_groups", "id": "originGroup000000001", "key": "yoga", "name": "Yoga", "body": {"name": "Yoga", "slug": "yoga", "description": "All of it"}},
    {"kind": "calendars", "id": "originCalendar000001", "key": "visits", "name": "Visits", "body": {"name": "Visits", "calendarType": "event", "groupId": "originGroup000000001", "slotDuration": 45, "availabilities": [{"date": "2030-01-01", "hours": []}]}},
    {"kind": "rooms", "id": "originRoom0000000001", "key": "hall", "name": "Hall", "body": {"name": "Hall", "capacity": 9, "calendarIds": ["originCalendar000001", "originCalendar000009"]}},
    {"kind": "email_template_folders", "id": "aaaaaaaaaaaaaaaaaaaaaaa1", "key": "letters", "name": "Letters", "body": {"type": "folder", "name": "Letters"}},
    {"kind": "email_templates", "id": "aaaaaaaaaaaaaaaaaaaaaaa2", "key": "hello", "name": "Hello", "body": {"type": "html", "name": "Hello", "builderVersion": "2", "parentId": "aaaaaaaaaaaaaaaaaaaaaaa1", "html": "<p>{{trigger_link.originLink0000000001}}</p>", "dnd": {}, "editorType": "html", "previewText": "Hi"}},
    {"kind": "workflows", "id": "originFlow0000000001", "key": "welcome", "name": "Welcome", "body": {"name": "Welcome"}}]}
  expect 201 {"snapshot": {"id": "{snap:id}", "type": "imported", "state": "ready", "things": 13}}
client other
  GET /locations/{otherlocation}/tags
  expect 200
client agency
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "add"}
  expect 201 {"pushes": [{"id": "{first:id}"}]}
  GET /groundlevel/snapshots/pushes/{first}
  soon 200 {"push": {"status": "completed"}, "lines": [
    {"kind": "custom_field_folders", "outcome": "made", "id": "{folder:id}", "unmapped": []},
    {"kind": "custom_fields", "outcome": "made", "id": "{size:id}", "unmapped": []},
    {"kind": "custom_fields", "outcome": "made", "id": "{lost:id}", "unmapped": ["parentId named custom_field_folders originFolder00000009, which is not there"]},
    {"kind": "trigger_links", "outcome": "made", "id": "{link:id}"},
    {"kind": "trigger_links", "name": "Bad", "outcome": "blocked", "id": "{absent}", "why": "redirectTo must be an address that begins with http:// or https://"},
    {"kind": "templates", "outcome": "made", "id": "{template:id}", "unmapped": ["template.body named trigger_links originLink0000000009, which is not there"]},
    {"kind": "email_template_folders", "outcome": "made", "id": "{letters:hex}"},
    {"kind": "email_templates", "outcome": "made", "id": "{mail:hex}"},
    {"kind": "forms", "outcome": "made", "id": "{form:any}"},
    {"kind": "calendar_groups", "outcome": "made", "id": "{group:id}"},
    {"kind": "calendars", "outcome": "made", "id": "{calendar:id}"},
    {"kind": "rooms", "outcome": "made", "id": "{room:any}", "unmapped": ["calendarIds named calendars originCalendar000009, which is not there"]},
    {"kind": "workflows", "outcome": "made", "id": "{flow:any}"}]}
client other
  GET /locations/{otherlocation}/customFields/{size}
  expect 200 {"customField": {"fieldKey": "contact.size", "parentId": "{folder}", "picklistOptions": ["S", "L"], "dataType": "SINGLE_OPTIONS"}}
  GET /locations/{otherlocation}/customFields/{lost}
  expect 200 {"customField": {"parentId": "standardFolder000002"}}
  GET /locations/{otherlocation}/templates
  expect 200 {"templates": [{"template": {"body": "{words:text}"}}]}
  GET /groundlevel/forms/{form}
  expect 200 {"form": {"kind": "form", "elements": [{"key": "size", "field": "{size}"}, {"key": "mail", "field": "email"}]}}
  GET /calendars/{calendar}
  expect 200 {"calendar": {"groupId": "{group}", "slotDuration": 45, "availabilities": [{"date": "2030-01-01T00:00:00.000Z"}]}}
  GET /calendars/resources/rooms/{room}
  expect 200 {"name": "Hall", "capacity": 9, "calendarIds": ["{calendar}"]}
  GET /groundlevel/emails/templates/{mail}
  expect 200 {"template": {"parentId": "{letters}", "previewText": "Hi", "html": "{html:text}"}}
  GET /workflows/?locationId={otherlocation}
  expect 200 {"workflows": [{"id": "{flow}", "status": "draft"}]}
client agency
  # nothing is made twice, of no kind
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "replace"}
  expect 201 {"pushes": [{"id": "{second:id}"}]}
  GET /groundlevel/snapshots/pushes/{second}
  soon 200 {"push": {"status": "completed"}, "lines": [{"outcome": "left", "id": "{folder}"}, {"outcome": "left", "id": "{size}"}, {"outcome": "left", "id": "{lost}"}, {"outcome": "left", "id": "{link}"}, {"outcome": "blocked"}, {"outcome": "left", "id": "{template}"}, {"outcome": "left", "id": "{letters}"}, {"outcome": "left", "id": "{mail}"}, {"outcome": "left", "id": "{form}"}, {"outcome": "left", "id": "{group}"}, {"outcome": "left", "id": "{calendar}"}, {"outcome": "left", "id": "{room}"}, {"outcome": "left", "id": "{flow}"}]}
client other
  GET /calendars/{calendar}
  expect 200 {"calendar": {"availabilities": [{"date": "2030-01-01T00:00:00.000Z"}]}}
  # what cannot change is told of, not forced
  DELETE /locations/{otherlocation}/customFields/{size}
  POST /locations/{otherlocation}/customFields {"name": "Size", "dataType": "TEXT", "model": "contact"}
  expect 201 {"customField": {"id": "{theirs:id}", "fieldKey": "contact.size"}}
client agency
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "replace"}
  expect 201 {"pushes": [{"id": "{third:id}"}]}
  GET /groundlevel/snapshots/pushes/{third}?outcome=blocked
  soon 200 {"push": {"status": "completed"}, "lines": [{"kind": "custom_fields", "why": "Its dataType is TEXT here and SINGLE_OPTIONS in the snapshot, and cannot change."}, {"kind": "trigger_links"}]}
  # a location that is made with a snapshot has it at once
  POST /locations/ {"companyId": "{company}", "name": "New", "snapshotId": "{snap}"}
  expect 200 {"id": "{made:id}"}
  GET /snapshots/snapshot-status/{snap}/location/{made}?companyId={company}
  soon 200 {"data": {"status": "completed", "pending": []}}
  GET /locations/{made}/customValues
  expect 200
  POST /locations/ {"companyId": "{company}", "name": "New", "snapshotId": "nosuchsnapshot000000"}
  expect 400 {"message": "Snapshot with id nosuchsnapshot000000 not found"}
  GET /locations/search?companyId={company}
  expect 200 {"locations": [{"name": "{text}"}, {"name": "{text}"}, {"name": "New", "id": "{made}"}]}
  PUT /locations/{made} {"companyId": "{company}", "snapshot": {"id": "{snap}", "override": true}}
  expect 200
  # what is no document
  POST /groundlevel/snapshots/import {"format": 2, "name": "x", "things": []}
  expect 422
  POST /groundlevel/snapshots/import {"format": 1, "name": "x", "things": [{"kind": "users", "id": "a", "key": "b", "name": "c", "body": {}}]}
  expect 400 {"message": "things.0: a snapshot holds no users here."}
  POST /groundlevel/snapshots/import {"format": 1, "name": "x", "things": [{"kind": "tags", "id": "a", "key": "b", "name": "c", "body": []}]}
  expect 422

story   one of everything that a snapshot holds is made in another location, and nothing of it twice
client
  POST /locations/{location}/tags {"name": "member"}
  POST /locations/{location}/customValues {"name": "Phone", "value": "123"}
  POST /locations/{location}/customFields {"name": "More", "documentType": "folder", "model": "contact"}
  expect 201 {"customFieldFolder": {"id": "{folder:id}"}}
  POST /locations/{location}/customFields {"name": "Size", "dataType": "RADIO", "model": "contact", "options": ["S", "L"], "parentId": "{folder}", "placeholder": "which?"}
  expect 201 {"customField": {"id": "{size:id}"}}
  POST /locations/{location}/customFields {"name": "Papers", "dataType": "FILE_UPLOAD", "model": "contact", "acceptedFormat": [".pdf"], "isMultipleFile": true, "maxNumberOfFiles": 3}
  expect 201
  POST /locations/{location}/customFields {"name": "Boxes", "dataType": "TEXTBOX_LIST", "model": "opportunity", "textBoxListOptions": [{"label": "One"}, {"label": "Two", "prefillValue": "2"}]}
  expect 201
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "useOpportunityProbability": true, "stages": [{"name": "New", "color": "#ff0000", "stageWinProbability": 10}, {"name": "Won", "showInFunnel": false, "stageWinProbability": 90}]}
  expect 201
  POST /opportunities/lost-reason {"locationId": "{location}", "name": "Too dear"}
  expect 201
  POST /links/ {"locationId": "{location}", "name": "Offer", "redirectTo": "https://example.com/{{contact.id}}"}
  expect 201
  POST /locations/{location}/templates {"name": "Hello", "type": "email", "template": {"subject": "Hi", "html": "<p>Hi</p>"}}
  expect 201
  POST /emails/builder {"locationId": "{location}", "type": "folder", "name": "Letters"}
  expect 201 {"id": "{letters:hex}"}
  POST /emails/builder {"locationId": "{location}", "type": "html", "name": "Shell", "parentId": "{letters}"}
  expect 201
  POST /emails/builder {"locationId": "{location}", "type": "html", "name": "Full", "parentId": "{letters}"}
  expect 201 {"id": "{full:hex}"}
  POST /emails/builder/data {"locationId": "{location}", "templateId": "{full}", "updatedBy": "Ann", "dnd": {"elements": [], "attrs": {}, "templateSettings": {}}, "html": "<p>Full</p>", "editorType": "html", "previewText": "Look"}
  expect 201
  POST /groundlevel/forms {"locationId": "{location}", "name": "Intake", "elements": [{"key": "size", "kind": "one", "options": ["S", "L"], "field": "{size}"}, {"key": "mail", "kind": "email", "field": "email", "required": true}]}
  expect 201 {"form": {"id": "{form:any}"}}
  POST /groundlevel/forms {"locationId": "{location}", "kind": "survey", "name": "Happy?", "elements": [{"key": "yes", "kind": "flag"}]}
  expect 201
  POST /calendars/groups {"locationId": "{location}", "name": "Yoga", "slug": "yoga", "description": "All"}
  expect 201 {"group": {"id": "{group:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Visits", "calendarType": "event", "groupId": "{group}", "slug": "visits", "slotDuration": 45, "openHours": [{"daysOfTheWeek": [1, 2], "hours": [{"openHour": 9, "openMinute": 0, "closeHour": 12, "closeMinute": 0}]}], "availabilities": [{"date": "2030-01-01", "hours": []}]}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
  POST /calendars/resources/rooms {"locationId": "{location}", "name": "Hall", "capacity": 9, "calendarIds": ["{calendar}"]}
  expect 201
  POST /calendars/resources/equipments {"locationId": "{location}", "name": "Mat", "quantity": 5, "calendarIds": ["{calendar}"]}
  expect 201
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "News"}
  expect 201
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Bob"}
  expect 201
  POST /groundlevel/blogs/categories {"locationId": "{location}", "label": "Health", "urlSlug": "health"}
  expect 201
  POST /conversations/preferences/custom-subtypes?locationId={location} {"name": "Letters", "channel": "email", "language": "en"}
  expect 201
  POST /groundlevel/workflows {"locationId": "{location}", "name": "Welcome", "status": "published"}
  expect 201
  POST /groundlevel/campaigns {"locationId": "{location}", "name": "Spring", "status": "published"}
  expect 201
client agency
  POST /groundlevel/snapshots {"locationId": "{location}", "name": "All of it"}
  expect 201 {"snapshot": {"id": "{snap:id}", "kinds": ["tags", "custom_values", "custom_field_folders", "custom_fields", "objects", "object_field_folders", "object_fields", "company_field_folders", "company_fields", "object_settings", "associations", "pipelines", "lost_reasons", "trigger_links", "templates", "email_template_folders", "email_templates", "forms", "surveys", "calendar_groups", "calendars", "rooms", "equipment", "calendar_notifications", "blogs", "blog_authors", "blog_categories", "blog_posts", "subtypes", "workflows", "campaigns", "flows"]}}
  GET /groundlevel/snapshots/{snap}
  soon 200 {"snapshot": {"state": "ready", "things": 25}}
client other
  GET /locations/{otherlocation}/tags
client agency
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "add"}
  expect 201 {"pushes": [{"id": "{first:id}"}]}
  GET /groundlevel/snapshots/pushes/{first}
  soon 200 {"push": {"status": "completed", "done": 25}}
  GET /groundlevel/snapshots/pushes/{first}?outcome=blocked
  expect 200 {"lines": []}
  GET /groundlevel/snapshots/pushes/{first}?outcome=made
  expect 200 {"lines": [{"kind": "tags", "unmapped": []}, {"kind": "custom_values", "unmapped": []}, {"kind": "custom_field_folders", "unmapped": []}, {"kind": "custom_fields", "unmapped": []}, {"kind": "custom_fields", "unmapped": []}, {"kind": "custom_fields", "unmapped": []}, {"kind": "pipelines", "unmapped": []}, {"kind": "lost_reasons", "unmapped": []}, {"kind": "trigger_links", "unmapped": []}, {"kind": "templates", "unmapped": []}, {"kind": "email_template_folders", "unmapped": []}, {"kind": "email_templates", "unmapped": []}, {"kind": "email_templates", "unmapped": []}, {"kind": "forms", "unmapped": [], "id": "{theirform:any}"}, {"kind": "surveys", "unmapped": []}, {"kind": "calendar_groups", "unmapped": []}, {"kind": "calendars", "unmapped": [], "id": "{theircalendar:id}"}, {"kind": "rooms", "unmapped": []}, {"kind": "equipment", "unmapped": []}, {"kind": "blogs", "unmapped": []}, {"kind": "blog_authors", "unmapped": []}, {"kind": "blog_categories", "unmapped": []}, {"kind": "subtypes", "unmapped": []}, {"kind": "workflows", "unmapped": []}, {"kind": "campaigns", "unmapped": []}]}
client other
  GET /calendars/{theircalendar}
  expect 200 {"calendar": {"name": "Visits", "slotDuration": 45, "openHours": [{"daysOfTheWeek": [1, 2], "hours": [{"openHour": 9, "openMinute": 0, "closeHour": 12, "closeMinute": 0}]}], "availabilities": [{"date": "{day:text}", "hours": []}], "teamMembers": []}}
  GET /locations/{otherlocation}/customFields?documentType=folder
  expect 200 {"customFields": [{"id": "{theirfolder:id}", "name": "More"}]}
  GET /locations/{otherlocation}/customFields?model=all
  expect 200 {"customFields": [{"name": "Size", "parentId": "{theirfolder}", "picklistOptions": ["S", "L"], "placeholder": "which?"}, {"name": "Papers", "parentId": "standardFolder000002", "acceptedFormat": [".pdf"], "isMultiFileAllowed": true, "maxFileLimit": 3}, {"name": "Boxes", "textBoxListOptions": [{"label": "One"}, {"label": "Two", "prefillValue": "2"}]}]}
  GET /opportunities/pipelines?locationId={otherlocation}
  expect 200 {"pipelines": [{"name": "Sales", "useOpportunityProbability": true, "stages": [{"name": "New", "color": "#ff0000", "stageWinProbability": 10}, {"name": "Won", "showInFunnel": false, "stageWinProbability": 90}]}]}
  GET /campaigns/?locationId={otherlocation}
  expect 200 {"campaigns": [{"name": "Spring", "status": "draft"}]}
client agency
  # whatever the mode: it is so already
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "replace"}
  expect 201 {"pushes": [{"id": "{second:id}"}]}
  GET /groundlevel/snapshots/pushes/{second}
  soon 200 {"push": {"status": "completed", "done": 25}}
  GET /groundlevel/snapshots/pushes/{second}?outcome=changed
  expect 200 {"lines": []}
  GET /groundlevel/snapshots/pushes/{second}?outcome=made
  expect 200 {"lines": []}
  # and back to where it came from: all is there, known by its key
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{location}"], "mode": "dry", "as": "replace"}
  expect 201 {"pushes": [{"id": "{third:id}"}]}
  GET /groundlevel/snapshots/pushes/{third}
  soon 200 {"push": {"status": "completed", "done": 25}}
  GET /groundlevel/snapshots/pushes/{third}?outcome=made
  expect 200 {"lines": []}
  GET /groundlevel/snapshots/pushes/{third}?outcome=changed
  expect 200 {"lines": []}

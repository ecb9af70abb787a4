story   every row that offers a trigger is looked at
peer
client peer
  POST /control {"bridge": true, "meta": ["level"]}
client
  POST /connections {"kind": "bridge", "name": "joined", "baseUrl": "{peer}", "secret": "7K4M-9XQP", "rate": 0}
  expect 201
  POST /connections/joined/check
  expect 200 {"connection": {"state": "ok"}}
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /businesses/ {"locationId": "{location}", "name": "Firm"}
  expect 201 {"buiseness": {"id": "{firm:any}"}}
  POST /objects/ {"locationId": "{location}", "key": "pet", "labels": {"singular": "Pet", "plural": "Pets"},
    "primaryDisplayPropertyDetails": {"key": "name", "name": "Name", "dataType": "TEXT"}}
  expect 201
  POST /calendars/ {"locationId": "{location}", "name": "Visits", "calendarType": "event", "slotDuration": 30, "openHours": [{"daysOfTheWeek": [1, 2, 3, 4, 5, 6, 0], "hours": [{"openHour": 0, "openMinute": 0, "closeHour": 23, "closeMinute": 30}]}]}
  expect 200 {"calendar": {"id": "{calendar:id}"}}
  POST /calendars/events/appointments {"locationId": "{location}", "calendarId": "{calendar}", "contactId": "{ann}", "startTime": "2027-07-20T10:00:00Z", "endTime": "2027-07-20T10:30:00Z", "ignoreDateRange": true, "ignoreFreeSlotValidation": true}
  expect 201 {"id": "{booked:id}"}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}"}}
  POST /opportunities/ {"locationId": "{location}", "pipelineId": "{pipe}", "name": "Deal", "status": "open", "contactId": "{ann}"}
  expect 201 {"opportunity": {"id": "{deal:id}"}}
  POST /links/ {"locationId": "{location}", "name": "Offer", "redirectTo": "https://example.com/"}
  expect 201 {"link": {"id": "{link:id}"}}
  POST /locations/{location}/templates {"name": "Hello", "type": "sms", "template": {"body": "Hello"}}
  expect 201 {"template": {"id": "{template:id}"}}
  POST /groundlevel/forms {"locationId": "{location}", "name": "Form", "elements": [{"key": "n", "kind": "number"}]}
  expect 201 {"form": {"id": "{form:id}"}}
  POST /groundlevel/forms {"locationId": "{location}", "name": "Survey", "kind": "survey", "elements": [{"key": "n", "kind": "number"}]}
  expect 201 {"form": {"id": "{survey:id}"}}
  POST /groundlevel/forms/{form}/submissions {"answers": {"n": 1}}
  expect 201 {"submission": {"id": "{answer:hex}"}}
  POST /groundlevel/blogs/sites {"locationId": "{location}", "name": "News"}
  expect 201 {"site": {"_id": "{blog:hex}"}}
  POST /groundlevel/blogs/authors {"locationId": "{location}", "name": "Ann"}
  expect 201 {"author": {"_id": "{writer:hex}"}}
  POST /blogs/posts {"title": "First", "locationId": "{location}", "blogId": "{blog}", "imageUrl": "https://example.com/a.png", "description": "Short", "rawHTML": "x",
    "status": "DRAFT", "imageAltText": "A", "categories": [], "author": "{writer}", "urlSlug": "first", "publishedAt": "2026-01-01T10:00:00Z"}
  expect 201 {"data": {"_id": "{post:hex}"}}
  POST /emails/builder {"locationId": "{location}", "type": "html", "name": "Hello"}
  expect 201 {"id": "{letter:hex}"}
  POST /groundlevel/providers {"locationId": "{location}", "name": "Texter", "type": "SMS"}
  expect 201 {"provider": {"id": "{sms:id}"}}
  POST /conversations/messages/inbound {"type": "SMS", "contactId": "{ann}", "conversationProviderId": "{sms}", "message": "Hello"}
  expect 200 {"conversationId": "{talk:id}"}
  POST /conversations/preferences/custom-subtypes?locationId={location} {"name": "News", "channel": "email", "language": "en"}
  expect 201 {"customSubtype": {"id": "{subtype:id}"}}
  POST /flows/apply {"files": [
    "{\"flow\": \"list-associations\", \"on\": {\"poll\": \"highlevel.list-associations\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-associations-of-object\", \"on\": {\"poll\": \"highlevel.list-associations-of-object\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"custom_objects.pet\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-relations\", \"on\": {\"poll\": \"highlevel.list-relations\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"{ann}\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-businesses\", \"on\": {\"poll\": \"highlevel.list-businesses\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-calendar-groups\", \"on\": {\"poll\": \"highlevel.list-calendar-groups\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-calendars\", \"on\": {\"poll\": \"highlevel.list-calendars\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-calendar-resources\", \"on\": {\"poll\": \"highlevel.list-calendar-resources\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"rooms\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-schedules\", \"on\": {\"poll\": \"highlevel.list-schedules\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-appointment-notes\", \"on\": {\"poll\": \"highlevel.list-appointment-notes\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"{booked}\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-campaigns\", \"on\": {\"poll\": \"highlevel.list-campaigns\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-links\", \"on\": {\"poll\": \"highlevel.list-links\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-contacts\", \"on\": {\"poll\": \"highlevel.list-contacts\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-business-contacts\", \"on\": {\"poll\": \"highlevel.list-business-contacts\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"{firm}\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"search-contacts\", \"on\": {\"poll\": \"highlevel.search-contacts\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-contact-appointments\", \"on\": {\"poll\": \"highlevel.list-contact-appointments\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"{ann}\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-contact-notes\", \"on\": {\"poll\": \"highlevel.list-contact-notes\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"{ann}\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-contact-tasks\", \"on\": {\"poll\": \"highlevel.list-contact-tasks\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"{ann}\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-events\", \"on\": {\"poll\": \"highlevel.list-events\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-custom-fields\", \"on\": {\"poll\": \"highlevel.list-custom-fields\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-object-fields\", \"on\": {\"poll\": \"highlevel.list-object-fields\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"custom_objects.pet\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"search-locations\", \"on\": {\"poll\": \"highlevel.search-locations\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-location-tags\", \"on\": {\"poll\": \"highlevel.list-location-tags\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-custom-values\", \"on\": {\"poll\": \"highlevel.list-custom-values\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"search-location-tasks\", \"on\": {\"poll\": \"highlevel.search-location-tasks\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-objects\", \"on\": {\"poll\": \"highlevel.list-objects\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"search-records\", \"on\": {\"poll\": \"highlevel.search-records\", \"every\": \"1m\", \"start\": \"all\", \"of\": \"pet\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-users\", \"on\": {\"poll\": \"highlevel.list-users\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"wordpress-list-users\", \"on\": {\"poll\": \"wordpress.users\", \"every\": \"1m\", \"start\": \"all\", \"use\": \"site\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"wordpress-list-posts\", \"on\": {\"poll\": \"wordpress.posts\", \"every\": \"1m\", \"start\": \"all\", \"use\": \"site\", \"of\": \"posts\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"bridge-list-changes\", \"on\": {\"poll\": \"bridge.members\", \"every\": \"1m\", \"start\": \"all\", \"use\": \"joined\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"bridge-list-forms\", \"on\": {\"poll\": \"bridge.forms\", \"every\": \"1m\", \"start\": \"all\", \"use\": \"joined\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"bridge-list-orders\", \"on\": {\"poll\": \"bridge.orders\", \"every\": \"1m\", \"start\": \"all\", \"use\": \"joined\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"bridge-list-lessons\", \"on\": {\"poll\": \"bridge.lessons\", \"every\": \"1m\", \"start\": \"all\", \"use\": \"joined\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"get-pipelines\", \"on\": {\"poll\": \"highlevel.get-pipelines\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"search-opportunity\", \"on\": {\"poll\": \"highlevel.search-opportunity\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-templates\", \"on\": {\"poll\": \"highlevel.list-templates\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-forms\", \"on\": {\"poll\": \"highlevel.list-forms\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-form-submissions\", \"on\": {\"poll\": \"highlevel.list-form-submissions\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-surveys\", \"on\": {\"poll\": \"highlevel.list-surveys\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-survey-submissions\", \"on\": {\"poll\": \"highlevel.list-survey-submissions\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-blog-sites\", \"on\": {\"poll\": \"highlevel.list-blog-sites\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-blog-posts\", \"on\": {\"poll\": \"highlevel.list-blog-posts\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-blog-authors\", \"on\": {\"poll\": \"highlevel.list-blog-authors\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-blog-categories\", \"on\": {\"poll\": \"highlevel.list-blog-categories\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-email-templates\", \"on\": {\"poll\": \"highlevel.list-email-templates\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-snapshots\", \"on\": {\"poll\": \"highlevel.list-snapshots\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"fetch-campaigns\", \"on\": {\"poll\": \"highlevel.fetch-campaigns\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"get-all-custom-subtypes\", \"on\": {\"poll\": \"highlevel.get-all-custom-subtypes\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"search-conversation\", \"on\": {\"poll\": \"highlevel.search-conversation\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}",
    "{\"flow\": \"list-workflows\", \"on\": {\"poll\": \"highlevel.list-workflows\", \"every\": \"1m\", \"start\": \"all\"}, \"do\": [{\"stop\": \"seen\"}]}"]}
  POST /flows/list-associations/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-associations-of-object/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-relations/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-businesses/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-calendar-groups/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-calendars/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-calendar-resources/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-schedules/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-appointment-notes/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-campaigns/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-links/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-contacts/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-business-contacts/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/search-contacts/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-contact-appointments/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-contact-notes/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-contact-tasks/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-events/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-custom-fields/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-object-fields/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/search-locations/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-location-tags/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-custom-values/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/search-location-tasks/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-objects/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/search-records/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-users/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/wordpress-list-users/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/wordpress-list-posts/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/bridge-list-changes/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/bridge-list-forms/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/bridge-list-orders/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/bridge-list-lessons/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/get-pipelines/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/search-opportunity/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-templates/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-forms/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-form-submissions/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-surveys/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-survey-submissions/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-blog-sites/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-blog-posts/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-blog-authors/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-blog-categories/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-email-templates/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-snapshots/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/fetch-campaigns/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/search-conversation/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/get-all-custom-subtypes/enable
  expect 200 {"flow": {"state": "on"}}
  POST /flows/list-workflows/enable
  expect 200 {"flow": {"state": "on"}}
  clock +2 minutes
  GET /flows
  soon 200 {"flows": [{"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}, {"state": "on", "lookedAt": "{instant}", "lookError": "{absent}"}]}
  # what was there before came, too
  GET /flows/runs?flow=search-contacts
  soon 200 {"runs": [{"item": "{ann}", "change": "appeared"}]}
  GET /flows/runs?flow=list-businesses
  soon 200 {"runs": [{"item": "{firm}"}]}
  GET /flows/runs?flow=get-pipelines
  soon 200 {"runs": [{"item": "{pipe}", "change": "appeared"}]}
  GET /flows/runs?flow=list-templates
  soon 200 {"runs": [{"item": "{template}", "change": "appeared"}]}
  GET /flows/runs?flow=list-forms
  soon 200 {"runs": [{"item": "{form}", "change": "appeared"}]}
  GET /flows/runs?flow=list-surveys
  soon 200 {"runs": [{"item": "{survey}", "change": "appeared"}]}
  GET /flows/runs?flow=list-form-submissions
  soon 200 {"runs": [{"item": "{answer}", "change": "appeared"}]}
  GET /flows/runs?flow=list-blog-posts
  soon 200 {"runs": [{"item": "{post}", "change": "appeared"}]}
  GET /flows/runs?flow=list-blog-authors
  soon 200 {"runs": [{"item": "{writer}", "change": "appeared"}]}
  GET /flows/runs?flow=list-email-templates
  soon 200 {"runs": [{"item": "{letter}", "change": "appeared"}]}
  GET /flows/runs?flow=list-links
  soon 200 {"runs": [{"item": "{link}", "change": "appeared"}]}
  GET /flows/runs?flow=search-opportunity
  soon 200 {"runs": [{"item": "{deal}", "change": "appeared"}]}
  GET /flows/runs?flow=search-conversation
  soon 200 {"runs": [{"item": "{talk}", "change": "appeared"}]}
  GET /flows/runs?flow=get-all-custom-subtypes
  soon 200 {"runs": [{"item": "{subtype}", "change": "appeared"}]}

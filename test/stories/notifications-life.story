story  notifications of a calendar are made many at once, read, changed and deleted
client
  POST /calendars/ {"locationId": "{location}", "name": "E", "calendarType": "event"}
  expect 200 {"calendar": {"id": "{c:id}"}}
  POST /calendars/{c}/notifications [
    {"receiverType": "contact", "channel": "email", "notificationType": "reminder",
     "subject": "Soon", "body": "See you", "beforeTime": [{"timeOffset": 1, "unit": "hours"}]},
    {"receiverType": "emails", "channel": "email", "notificationType": "booked",
     "isActive": false, "additionalEmailIds": ["a@example.com"], "selectedUsers": ["{owner}"]}]
  expect 200 [
    {"_id": "{one:id}", "receiverType": "contact", "channel": "email",
     "notificationType": "reminder", "isActive": true, "deleted": false, "subject": "Soon",
     "body": "See you", "beforeTime": [{"timeOffset": 1, "unit": "hours"}], "afterTime": []},
    {"_id": "{two:id}", "isActive": false, "additionalEmailIds": ["a@example.com"],
     "selectedUsers": ["{owner}"]}]
  GET /calendars/{c}/notifications
  expect 200 [{"_id": "{any}"}, {"_id": "{any}"}]
  GET /calendars/{c}/notifications?isActive=false
  expect 200 [{"_id": "{two}"}]
  GET /calendars/{c}/notifications?isActive=true&limit=1&skip=1
  expect 200 []
  GET /calendars/{c}/notifications/{one}
  expect 200 {"_id": "{one}", "subject": "Soon"}
  PUT /calendars/{c}/notifications/{one} {"subject": "Tomorrow", "isActive": false,
    "beforeTime": null}
  expect 200 {"message": "{text}"}
  GET /calendars/{c}/notifications/{one}
  expect 200 {"subject": "Tomorrow", "body": "See you", "isActive": false, "beforeTime": []}
  DELETE /calendars/{c}/notifications/{one}
  expect 200 {"message": "{text}"}
  GET /calendars/{c}/notifications
  expect 200 [{"_id": "{two}"}]
  GET /calendars/{c}/notifications?deleted=true
  expect 200 [{"_id": "{one}", "deleted": true}]
  DELETE /calendars/{c}/notifications/{one}
  expect 404
  POST /calendars/{c}/notifications {"receiverType": "contact"}
  expect 422 {"message": ["body must be an array"]}
  POST /calendars/{c}/notifications []
  expect 422
  POST /calendars/{c}/notifications [{"receiverType": "nobody", "channel": "email"}, 3]
  expect 422
  # A sender is an address, and one line.
  POST /calendars/{c}/notifications [{"receiverType": "contact", "channel": "email",
    "notificationType": "booked", "fromAddress": "me@example.com>\r\nBcc: <all@example.com"}]
  expect 422
  PUT /calendars/{c}/notifications/{two} {"fromAddress": "the desk"}
  expect 422 {"message": ["fromAddress must be an email"]}
  POST /calendars/nosuch/notifications [{"receiverType": "contact", "channel": "email",
    "notificationType": "booked"}]
  expect 404
client other
  GET /calendars/{c}/notifications
  expect 404
  GET /calendars/{c}/notifications/{two}
  expect 404

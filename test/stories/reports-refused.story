story  a report gives nobody more than he may list, and what does not fit is said
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "source": "web"}
  expect 201 {"contact": {"id": "{ann:id}"}}
client scoped opportunities.readonly
  POST /reports/query {"of": "contacts"}
  expect 401 {"message": "Who counts contacts must be allowed to list them: the scope contacts.readonly is missing."}
  POST /reports/query {"of": "runs"}
  expect 401
  POST /reports/query {"of": "opportunities"}
  expect 200 {"total": 0}
client scoped contacts.readonly
  POST /reports/query {"of": "contacts"}
  expect 200 {"total": 1}
  POST /reports/query {"of": "surveySubmissions"}
  expect 401
  POST /reports/query {"of": "messages"}
  expect 401
  # no names of users to whoever may not list them
  PUT /contacts/{ann} {"assignedTo": "{owner}"}
  expect 401
client
  PUT /contacts/{ann} {"assignedTo": "{owner}"}
  expect 200
  POST /reports/query {"of": "contacts", "by": [{"field": "assignedTo"}]}
  expect 200 {"rows": [{"keys": ["{owner}"], "labels": ["{name:text}"]}]}
client scoped contacts.readonly
  POST /reports/query {"of": "contacts", "by": [{"field": "assignedTo"}]}
  expect 200 {"rows": [{"keys": ["{owner}"], "labels": ["{owner}"]}]}
client other
  POST /reports/query {"of": "contacts"}
  expect 200 {"total": 0}
  POST /reports/query {"of": "contacts", "locationId": "{location}"}
  expect 403
client nobody
  POST /reports/query {"of": "contacts"}
  expect 401
client
  POST /reports/query {"of": "dragons"}
  expect 422 {"message": "dragons cannot be counted."}
  POST /reports/query {"of": "contacts", "measure": "median"}
  expect 422
  POST /reports/query {"of": "contacts", "measure": "sum"}
  expect 422 {"message": "sum must say of which field."}
  POST /reports/query {"of": "contacts", "measure": "sum", "field": "source"}
  expect 422 {"message": "sum of source is not known: the field must be a number."}
  POST /reports/query {"of": "contacts", "measure": "distinct", "field": "dragon"}
  expect 422 {"message": "distinct of dragon is not known."}
  POST /reports/query {"of": "contacts", "field": "source"}
  expect 422 {"message": "count counts things: it has no field."}
  POST /reports/query {"of": "contacts", "by": [{"field": "dragon"}]}
  expect 422 {"message": "contacts cannot be counted by dragon: known are source type assignedTo country state city timezone tags dnd businessId, customFields., and times with a bucket."}
  # a filter may name it, but it is no group
  POST /reports/query {"of": "contacts", "by": [{"field": "email"}]}
  expect 422
  POST /reports/query {"of": "contacts", "by": [{"field": "customFields.nothing"}]}
  expect 422
  POST /reports/query {"of": "contacts", "by": [{"field": "dateAdded"}]}
  expect 422 {"message": "dateAdded is a time: say by which bucket, such as day or month."}
  POST /reports/query {"of": "contacts", "by": [{"field": "source", "bucket": "day"}]}
  expect 422 {"message": "source is not a time: it has no bucket."}
  POST /reports/query {"of": "contacts", "by": [{"field": "dateAdded", "bucket": "century"}]}
  expect 422
  POST /reports/query {"of": "contacts", "by": [{"field": "dateAdded", "bucket": "day"}, {"field": "dateUpdated", "bucket": "day"}]}
  expect 422 {"message": "Two buckets must be of the same time: dateAdded or dateUpdated."}
  POST /reports/query {"of": "contacts", "by": [{"field": "source"}, {"field": "type"}, {"field": "tags"}]}
  expect 422
  POST /reports/query {"of": "contacts", "zone": "Mars/Olympus"}
  expect 422
  POST /reports/query {"of": "contacts", "period": "days7", "from": "2026-01-01T00:00:00Z"}
  expect 422 {"message": "Either period, or from and to."}
  POST /reports/query {"of": "contacts", "from": "2026-02-01T00:00:00Z", "to": "2026-01-01T00:00:00Z"}
  expect 422 {"message": "to must be later than from."}
  POST /reports/query {"of": "contacts", "from": "1950-01-01T00:00:00Z"}
  expect 422
  POST /reports/query {"of": "contacts", "compare": true}
  expect 422 {"message": "compare needs from and to: what lies before is as long."}
  POST /reports/query {"of": "contacts", "limit": 1001}
  expect 422
  POST /reports/query {"of": "contacts", "filters": [{"field": "dragon", "operator": "eq", "value": "x"}]}
  expect 400 {"message": "Invalid field dragon"}
  POST /reports/query {"of": "runs", "filters": [{"field": "email", "operator": "eq", "value": "x"}]}
  expect 400
  POST /reports/query {"of": "records", "objectKey": "custom_objects.dragon"}
  expect 400
  POST /reports/query {"of": "records", "objectKey": "contact"}
  expect 400
  POST /reports/query {"of": "contacts", "from": "2020-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z", "by": [{"field": "dateAdded", "bucket": "hour"}]}
  expect 422 {"message": "These are too many stretches of time: at most 10000. Ask for less, or for longer ones."}
  POST /reports/query {"of": "contacts", "from": "2020-01-01T00:00:00Z", "to": "2026-01-01T00:00:00Z", "by": [{"field": "dateAdded", "bucket": "day"}]}
  expect 422 {"message": "These are more than 1000 stretches of time: ask for longer ones, or for less."}
# time is asked for now and then: it takes some work until it is over
restart rate_burst 0
client
  repeat 300 POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201
restart report_ms 0
client
  POST /reports/query {"of": "contacts", "from": "2026-01-01T00:00:00Z", "to": "2027-02-10T00:00:00Z", "by": [{"field": "dateAdded", "bucket": "hour"}, {"field": "source"}]}
  expect 504 {"message": "this takes too long; please ask for less at a time"}

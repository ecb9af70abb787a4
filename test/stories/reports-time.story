story  days of 23 and of 25 hours are days, and what lies before is as long on the clock on the wall
client
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "teamMembers": [{"userId": "{owner}"}]}
  expect 200 {"calendar": {"id": "{talk:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  # Berlin loses an hour on 2030-03-31 and gains one on 2030-10-27
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}", "ignoreFreeSlotValidation": true, "ignoreDateRange": true,
    "startTime": "2030-03-30T23:30:00+01:00"}
  expect 201
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}", "ignoreFreeSlotValidation": true, "ignoreDateRange": true,
    "startTime": "2030-03-31T00:00:00+01:00"}
  expect 201
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}", "ignoreFreeSlotValidation": true, "ignoreDateRange": true,
    "startTime": "2030-03-31T23:30:00+02:00"}
  expect 201
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}", "ignoreFreeSlotValidation": true, "ignoreDateRange": true,
    "startTime": "2030-10-27T02:30:00+02:00"}
  expect 201
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}", "ignoreFreeSlotValidation": true, "ignoreDateRange": true,
    "startTime": "2030-10-27T02:30:00+01:00"}
  expect 201
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-03-30T00:00:00+01:00",
    "to": "2030-04-02T00:00:00+02:00", "by": [{"field": "startTime", "bucket": "day"}]}
  expect 200 {"rows": [{"keys": ["2030-03-30"], "value": 1},
    {"keys": ["2030-03-31"], "value": 2, "filters": [{"field": "startTime", "operator": "range",
      "value": {"gte": "2030-03-30T23:00:00.000Z", "lt": "2030-03-31T22:00:00.000Z"}}]},
    {"keys": ["2030-04-01"], "value": 0}], "total": 3, "zone": "Europe/Berlin"}
  # the hour that comes twice is one hour of the day; the stretch ends are as they were asked for
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-10-27T00:00:00+02:00",
    "to": "2030-10-27T03:45:00+01:00", "by": [{"field": "startTime", "bucket": "hour"}]}
  expect 200 {"rows": [{"keys": ["00"], "value": 0}, {"keys": ["01"], "value": 0},
    {"keys": ["02"], "value": 2, "filters": [{"field": "startTime", "operator": "range",
      "value": {"gte": "2030-10-27T00:00:00.000Z", "lt": "2030-10-27T02:00:00.000Z"}}]},
    {"keys": ["03"], "value": 0, "filters": [{"field": "startTime", "operator": "range",
      "value": {"gte": "2030-10-27T02:00:00.000Z", "lt": "2030-10-27T02:45:00.000Z"}}]}], "total": 2}
  # an hour of many days is several stretches
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-03-30T00:00:00+01:00",
    "to": "2030-04-01T00:00:00+02:00", "by": [{"field": "startTime", "bucket": "hour"}], "filters":
    [{"field": "startTime", "operator": "range", "value": {"gte": "2030-03-31T20:00:00Z"}}]}
  expect 200 {"total": 1}
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-03-30T23:00:00+01:00",
    "to": "2030-04-01T00:00:00+02:00", "by": [{"field": "startTime", "bucket": "weekday"}, {"field": "startTime", "bucket": "hour"}]}
  expect 200 {"rows": [{"keys": ["6", "23"], "value": 1}, {"keys": ["7", "00"], "value": 1}, {"keys": ["7", "23"], "value": 1}]}
  # all there is, in quarters; those without any stand there as well
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "by": [{"field": "startTime", "bucket": "quarter"}]}
  expect 200 {"rows": [{"keys": ["2030-Q1"], "value": 3}, {"keys": ["2030-Q2"], "value": 0}, {"keys": ["2030-Q3"], "value": 0},
    {"keys": ["2030-Q4"], "value": 2}], "total": 5}
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "by": [{"field": "startTime", "bucket": "week"}],
    "from": "2030-03-25T00:00:00+01:00", "to": "2030-04-03T00:00:00+02:00"}
  expect 200 {"rows": [{"keys": ["2030-03-25"], "value": 3}, {"keys": ["2030-04-01"], "value": 0}]}
  POST /reports/query {"of": "appointments", "by": [{"field": "startTime", "bucket": "year"}]}
  expect 200 {"rows": [{"keys": ["2030"], "value": 5}]}
  # the month before, which has other days, and the weekday before
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-04-01T00:00:00+02:00", "compare": true,
    "to": "2030-05-01T00:00:00+02:00", "by": [{"field": "startTime", "bucket": "month"}]}
  expect 200 {"rows": [{"keys": ["2030-04"], "value": 0, "before": 3}], "total": 0, "before": 3}
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-04-06T00:00:00+02:00", "compare": true,
    "to": "2030-04-13T00:00:00+02:00", "by": [{"field": "appointmentStatus"}]}
  expect 200 {"rows": [{"keys": ["confirmed"], "value": 0, "before": 3}], "total": 0, "before": 3}
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-03-31T00:00:00+01:00", "compare": true,
    "to": "2030-04-01T00:00:00+02:00", "by": [{"field": "calendarId"}]}
  expect 200 {"rows": [{"keys": ["{talk}"], "labels": ["Talk"], "value": 2, "before": 1,
    "filters": [{"field": "startTime"}, {"field": "calendarId", "operator": "eq", "value": "{talk}"}]}], "total": 2, "before": 1}
  POST /reports/query {"of": "appointments", "zone": "Europe/Berlin", "from": "2030-03-31T00:00:00+01:00", "compare": true,
    "to": "2030-04-02T00:00:00+02:00", "by": [{"field": "startTime", "bucket": "day"}]}
  expect 200 {"rows": [{"keys": ["2030-03-31"], "value": 2, "before": 0}, {"keys": ["2030-04-01"], "value": 0, "before": 1}], "before": 1}
  # a stretch with its name ends with today
  POST /reports/query {"of": "contacts", "period": "days7", "by": [{"field": "dateAdded", "bucket": "day"}]}
  expect 200 {"rows": [{"value": 0}, {"value": 0}, {"value": 0}, {"value": 0}, {"value": 0}, {"value": 0}, {"value": 1}], "total": 1}
  POST /reports/query {"of": "contacts", "period": "year", "by": [{"field": "dateAdded", "bucket": "year"}]}
  expect 200 {"rows": [{"value": 1}], "total": 1}
  # a clock that is set back in the middle of an hour: 00:01 became 23:01 of the day before
  POST /calendars/events/appointments {"calendarId": "{talk}", "locationId": "{location}", "contactId": "{ann}", "ignoreFreeSlotValidation": true, "ignoreDateRange": true,
    "startTime": "2010-11-07T02:45:00Z"}
  expect 201 {"id": "{old:id}"}
  POST /reports/query {"of": "appointments", "zone": "America/St_Johns", "from": "2010-11-07T02:30:00Z",
    "to": "2010-11-07T03:30:00Z", "by": [{"field": "startTime", "bucket": "hour"}]}
  expect 200 {"rows": [{"keys": ["00"], "value": 0}, {"keys": ["23"], "value": 1, "filters": [{"value": {"gte": "2010-11-07T02:31:00.000Z", "lt": "2010-11-07T03:30:00.000Z"}}]}]}
  # what is deleted is not counted
  DELETE /calendars/events/{old} {}
  expect 200
  POST /reports/query {"of": "appointments", "to": "2011-01-01T00:00:00Z"}
  expect 200 {"total": 0}

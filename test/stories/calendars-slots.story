story  free slots are those of the hours, in the zone that is asked for, and vanish when booked
client
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "lastName": "Lee"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /calendars/ {"locationId": "{location}", "name": "Talk", "calendarType": "personal",
    "teamMembers": [{"userId": "{owner}"}],
    "openHours": [{"daysOfTheWeek": [1], "hours": [{"openHour": 9, "openMinute": 0,
      "closeHour": 10, "closeMinute": 30}]}]}
  expect 200 {"calendar": {"id": "{c:id}"}}
  # Monday 2030-01-07, New York (UTC-5): 2030-01-07T05:00Z to 2030-01-08T05:00Z
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T09:00:00-05:00", "2030-01-07T09:30:00-05:00",
    "2030-01-07T10:00:00-05:00"]}, "traceId": "{uuid}", "2030-01-08": "{absent}"}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000&timezone=Asia/Tokyo
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T23:00:00+09:00", "2030-01-07T23:30:00+09:00"]},
    "2030-01-08": {"slots": ["2030-01-08T00:00:00+09:00"]}}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000&userIds[]={owner}
  expect 200 {"2030-01-07": {"slots": ["{any}", "{any}", "{any}"]}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:30:00-05:00"}
  expect 201 {"id": "{a:id}", "calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "title": "Ann Lee", "status": "booked", "appointmentStatus": "confirmed",
    "appoinmentStatus": "confirmed", "assignedUserId": "{owner}", "address": "",
    "isRecurring": false, "dateAdded": "{instant}", "dateUpdated": "{instant}",
    "startTime": "2030-01-07T09:30:00-05:00", "endTime": "2030-01-07T10:00:00-05:00",
    "traceId": "{uuid}"}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["2030-01-07T09:00:00-05:00", "2030-01-07T10:00:00-05:00"]}}
  POST /calendars/events/appointments {"calendarId": "{c}", "locationId": "{location}",
    "contactId": "{ann}", "startTime": "2030-01-07T09:30:00-05:00"}
  expect 400 {"statusCode": 400, "error": "Bad Request",
    "message": "The slot you have selected is no longer available.", "reasons": ["BOOKED"]}
  DELETE /calendars/events/{a} {}
  expect 200 {"succeeded": true}
  GET /calendars/{c}/free-slots?startDate=1893992400000&endDate=1894078800000
  expect 200 {"2030-01-07": {"slots": ["{any}", "2030-01-07T09:30:00-05:00", "{any}"]}}
  GET /calendars/events/appointments/{a}
  expect 200 {"appointment": {"id": "{a}", "deleted": true}}
  DELETE /calendars/events/{a}
  expect 404

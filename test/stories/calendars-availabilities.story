story  hours of a date are added, changed by their id, and removed
client
  POST /calendars/ {"locationId": "{location}", "name": "A", "calendarType": "event",
    "availabilities": [{"date": "2030-09-24T00:00:00.000Z", "hours": [{"openHour": 8,
      "openMinute": 0, "closeHour": 9, "closeMinute": 0}]}, {"date": "2030-09-25", "hours": [],
      "deleted": true}]}
  expect 200 {"calendar": {"id": "{c:id}", "openHours": {},
    "availabilities": [{"id": "{one:id}", "date": "2030-09-24T00:00:00.000Z"}]}}
  PUT /calendars/{c} {"availabilities": [{"date": "2030-10-01", "hours": []}]}
  expect 200 {"calendar": {"availabilities": [{"id": "{one}"},
    {"id": "{two:id}", "date": "2030-10-01T00:00:00.000Z", "hours": []}]}}
  PUT /calendars/{c} {"availabilities": [{"id": "{one}", "date": "2030-09-26", "hours": [
    {"openHour": 10, "openMinute": 0, "closeHour": 0, "closeMinute": 0}]},
    {"id": "{two}", "date": "2030-10-01", "hours": [], "deleted": true}]}
  expect 200 {"calendar": {"availabilities": [{"id": "{one}",
    "date": "2030-09-26T00:00:00.000Z", "hours": [{"openHour": 10, "closeHour": 0}],
    "deleted": false}]}}
  PUT /calendars/{c} {"availabilities": null, "openHours": [{"daysOfTheWeek": [0], "hours": [
    {"openHour": 0, "openMinute": 0, "closeHour": 23, "closeMinute": 60}]}]}
  expect 200 {"calendar": {"availabilities": [], "openHours": [{"daysOfTheWeek": [0], "hours": [
    {"openHour": 0, "openMinute": 0, "closeHour": 23, "closeMinute": 60}]}]}}

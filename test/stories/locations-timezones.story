story  the time zones of the machine are listed
client
  GET /locations/{location}/timezones
  expect 200 {"timeZones": ["Africa/Abidjan", "Africa/Accra", "{more}"]}
  GET /locations/{otherlocation}/timezones
  expect 403

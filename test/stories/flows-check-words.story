story   a check names every word that is none: zones, spellings of dates, names, objects, secrets, what is empty
client
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"at\": \"0 7 * * *\", \"zone\": \"America/NewYork\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.zone", "why": "there is no time zone 'America/NewYork': it is one such as Europe/Berlin"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"at\": \"0 0 31 2 *\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.at", "why": "never comes: no such month has such a day"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"dateOfBirth\": {\"from\": \"contact.born\", \"then\": [{\"date\": \"m/d/Y\"}]}}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].set.dateOfBirth"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"{{ contact.id }}\"}, \"set\": {\"city\": {\"from\": \"contact.born\", \"then\": [{\"date\": \"YYYY-MM-DD\", \"zone\": \"America/NewYork\"}]}}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].set.city", "why": "there is no time zone 'America/NewYork': it is one such as Europe/Berlin"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"accessally.members\", \"use\": \"site\", \"watch\": [\"e-mail\"]}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"1\"}, \"set\": {\"firstName\": \"{{ member.firstname }}\"}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].set.firstName", "why": "there is no 'firstname' in member.firstname; did you mean 'first_name'?"}, {"at": "on.watch", "why": "there is no 'e-mail' in item.e-mail; did you mean 'email'?"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"event\": \"highlevel.contact.updated\", \"watch\": [\"fristName\"]}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.watch", "why": "there is no 'fristName' in item.fristName; did you mean 'firstName'?"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {}, \"set\": {\"city\": \"x\"}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].where", "why": "names nothing"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"1\"}, \"set\": {}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].set", "why": "names nothing"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"1\"}, \"set\": {\"city\": \"{{ uper(contact.city) }}\"}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].set.city"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"post\": \"highlevel.record\", \"of\": \"pest\", \"set\": {\"name\": \"x\"}}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].of", "why": "there is no object 'custom_objects.pest'"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"hook\": \"x\", \"verify\": {\"hmac-sha256\": \"secret:sitte\"}}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.verify", "why": "the secret 'sitte' is not set: groundlevel flow secret sitte"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"highlevel.calendar.events\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.poll"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"highlevel.search-users\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"highlevel.get-free-slots\", \"of\": \"x\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.poll"}, "{more}"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"poll\": \"highlevel.get-contact\", \"of\": \"x\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on.poll", "why": "'get-contact' gives no list that could be looked at again and again"}, "{more}"]}
  # people look for a line
  POST /flows/check {"file": "{\"flow\": \"x\",\n  \"on\": {\"manual\": \"x\"}\n  \"do\": []}"}
  expect 200 {"ok": false, "problems": [{"why": "line 3, column 3: a comma or } is expected"}]}

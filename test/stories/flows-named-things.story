story   a check finds out whether what a file names by key, slug or name is there
client
  POST /calendars/ {"locationId": "{location}", "name": "Consultation", "slug": "consultation", "calendarType": "event"}
  expect 200
  POST /associations/ {"locationId": "{location}", "key": "pet_owner", "firstObjectKey": "contact", "firstObjectLabel": "owner", "secondObjectKey": "contact", "secondObjectLabel": "pet"}
  expect 201
  POST /flows/check {"file": "{\"flow\": \"a\", \"let\": {\"owner\": \"{{ lookup('highlevel.association', 'pet_ownr') }}\"}, \"on\": {\"manual\": \"x\"}, \"do\": [{\"stop\": \"{{ let.owner }}\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "let.owner", "why": "there is no association with the key 'pet_ownr'; did you mean 'pet_owner'?"}], "scopes": ["associations.readonly"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"let\": {\"owner\": \"{{ lookup('highlevel.association', 'pet_owner') }}\"}, \"on\": {\"manual\": \"x\"}, \"do\": [{\"stop\": \"{{ let.owner }}\"}]}"}
  expect 200 {"ok": true}
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"get\": \"highlevel.calendar\", \"where\": {\"slug\": \"consultatoin\"}}, {\"stop\": \"{{ steps.c.id }}\"}]}"]}
  expect 422 {"message": ["a: do[0].where.slug there is no calendar with the slug 'consultatoin'; did you mean 'consultation'?"]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"get\": \"highlevel.calendar\", \"where\": {\"slug\": \"consultation\"}}, {\"stop\": \"{{ steps.c.id }}\"}]}"}
  expect 200 {"ok": true}
  # it may be missing, is made here, or only a run knows its name
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"get\": \"highlevel.calendar\", \"where\": {\"slug\": \"later\"}, \"missing\": \"null\"}, {\"stop\": \"{{ steps.c.id }}\"}]}"}
  expect 200 {"ok": true}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"id\": \"c\", \"get\": \"highlevel.calendar\", \"where\": {\"slug\": \"{{ x.slug }}\"}}, {\"stop\": \"{{ steps.c.id }}\"}]}"}
  expect 200 {"ok": true}
  # of another server nobody has looked
  POST /connections {"name": "hl", "kind": "highlevel", "baseUrl": "http://127.0.0.1:9", "secret": "pit-1", "remoteLocationId": "abcdefghijABCDEFGHIJ"}
  expect 201
  POST /flows/check {"file": "{\"flow\": \"a\", \"let\": {\"c\": \"{{ lookup('highlevel.calendar', 'consultatoin', 'hl') }}\"}, \"on\": {\"manual\": \"x\"}, \"do\": [{\"stop\": \"{{ let.c }}\"}]}"}
  expect 200 {"ok": true, "notes": [{"at": "let.c", "why": "nobody has looked whether 'hl' has the calendar 'consultatoin': that shows in a run"}]}
  # what is looked up takes a scope, which a flow's token must hold
client scoped flows.readonly flows.write
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"let\": {\"owner\": \"{{ lookup('highlevel.association', 'pet_owner') }}\"}, \"on\": {\"manual\": \"x\"}, \"do\": [{\"stop\": \"{{ let.owner }}\"}]}"]}
  expect 422 {"message": ["a: let.owner asks list-associations, for which your token lacks the scope associations.readonly"]}

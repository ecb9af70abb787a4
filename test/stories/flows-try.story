story   a file is tried with real members before it is applied: what each step would do is told, and nothing is written
peer
client peer
  POST /wp-json/wp/v2/users {"username": "old", "email": "Old@example.com", "first_name": "Older", "password": "x"}
  POST /wp-json/wp/v2/users {"username": "new", "email": "new@example.com", "first_name": "New", "password": "x"}
  POST /control {"user": "ann", "password": "abcd", "meta": ["level"]}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201 {"connection": {"id": "{site:id}"}}
  POST /contacts/ {"locationId": "{location}", "email": "old@example.com", "firstName": "Old"}
  expect 201 {"contact": {"id": "{old:id}"}}
  POST /flows/try {"items": 2, "file": "{\"flow\": \"m\", \"on\": {\"poll\": \"accessally.members\", \"use\": \"site\"}, \"do\": [{\"id\": \"same\", \"get\": \"highlevel.contact\", \"where\": {\"email\": \"{{ email_norm(member.email) }}\"}, \"missing\": \"null\"}, {\"id\": \"c\", \"upsert\": \"highlevel.contact\", \"set\": {\"email\": \"{{ email_norm(member.email) }}\", \"firstName\": \"{{ member.first_name }}\"}}]}"}
  expect 200 {"calls": "member", "items": [
    {"named": "Old@example.com", "end": "done", "found": "changed", "data": {"first_name": "Older"}, "steps": [
      {"at": "do[0]", "id": "same", "reads": true, "input": {"email": "old@example.com"}},
      {"at": "do[1]", "id": "c", "asks": "upsert-contact", "title": "Create or Update Contact", "reads": false, "found": "changed",
        "input": {"email": "old@example.com", "firstName": "Older"},
        "changes": [{"field": "firstName", "before": "Old", "after": "Older"}]}]},
    {"named": "new@example.com", "end": "done", "found": "made", "steps": [{}, {"found": "made", "changes": []}]}]}
  # one item, as it is said, and nobody is asked for a list
  POST /flows/try {"item": {"form_id": "x", "email": "old@example.com"}, "file": "{\"flow\": \"h\", \"on\": {\"hook\": \"h\"}, \"do\": [{\"if\": \"{{ form.form_id == 'x' }}\", \"then\": [{\"add\": \"highlevel.contact.tags\", \"where\": {\"contactId\": \"{old}\"}, \"set\": {\"tags\": [\"new\"]}}]}]}"}
  expect 200 {"calls": "form", "requests": 1, "items": [{"end": "done", "found": "changed",
    "steps": [{"at": "do[0].then[0]", "changes": [{"field": "tags", "before": [], "after": ["new"]}]}]}]}
  # by hand: those that there are of it
  POST /flows/try {"file": "{\"flow\": \"b\", \"on\": {\"manual\": \"contact\"}, \"only\": \"{{ contact.email == 'x' }}\", \"do\": [{\"stop\": \"no\"}]}"}
  expect 200 {"calls": "contact", "items": [{"named": "old@example.com", "end": "skipped", "found": "left", "steps": []}]}
  POST /flows/try {"file": "{\"flow\": \"h\", \"on\": {\"hook\": \"h\"}, \"do\": [{\"stop\": \"no\"}]}"}
  expect 422 {"message": "Nothing lists what starts this flow: say with what it is tried (item)"}
  # what would not be accepted is not tried, and said at its place
  POST /flows/try {"file": "{\"flow\": \"h\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"put\": \"highlevel.contact\", \"where\": {\"id\": \"x\"}, \"set\": {\"emial\": \"x\"}}]}"}
  expect 422 {"message": ["do[0].set.emial is no field of 'highlevel.contact'; did you mean 'email'?"]}
  # nothing was written, here or there
  GET /contacts/?locationId={location}
  expect 200 {"meta": {"total": 1}}
  GET /contacts/{old}
  expect 200 {"contact": {"firstName": "Old", "tags": []}}
  GET /flows
  expect 200 {"flows": []}
client peer
  GET /control
  expect 200 {"asked": {"wordpress-update-user": "{absent}", "wordpress-create-user": 2}}

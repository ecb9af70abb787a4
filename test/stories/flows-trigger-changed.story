story  a flow that is on and was started by hand listens to the hook that it is given
client
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.contact\", \"set\": {\"firstName\": \"{{ x.name }}\"}}]}"]}
  expect 200
  GET /flows/a
  expect 200 {"flow": {"enabled": true, "hookPath": "{absent}"}}
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"enabled\": true, \"on\": {\"hook\": \"intake\"}, \"do\": [{\"post\": \"highlevel.contact\", \"set\": {\"firstName\": \"{{ form.name }}\"}}]}"]}
  expect 200
  GET /flows/a
  expect 200 {"flow": {"enabled": true, "hookPath": "{hook:text}"}}
client nobody
  POST {hook} {"name": "Heard"}
  expect 202
client
  GET /contacts/?locationId={location}&query=Heard
  soon 200 {"contacts": [{"firstNameRaw": "Heard"}]}

  # off, and by hand again: nothing listens, and nothing does when it is applied
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"enabled\": false, \"on\": {\"manual\": \"x\"}, \"do\": [{\"post\": \"highlevel.contact\", \"set\": {\"firstName\": \"{{ x.name }}\"}}]}"]}
  expect 200
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"on\": {\"hook\": \"intake\"}, \"do\": [{\"post\": \"highlevel.contact\", \"set\": {\"firstName\": \"{{ form.name }}\"}}]}"]}
  expect 200
  GET /flows/a
  expect 200 {"flow": {"enabled": false, "hookPath": "{absent}"}}

story   runs go one after the other as order says, whatever starts them
client
  POST /flows/apply {"files": [
    "{\"flow\": \"hand\", \"enabled\": true, \"order\": \"{{ x.who }}\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"wait\": {\"for\": \"10m\"}}, {\"stop\": \"\"}]}",
    "{\"flow\": \"hook\", \"enabled\": true, \"order\": \"{{ form.who }}\", \"on\": {\"hook\": \"intake\"}, \"do\": [{\"wait\": {\"for\": \"10m\"}}, {\"stop\": \"\"}]}",
    "{\"flow\": \"poll\", \"enabled\": true, \"order\": \"tags\", \"on\": {\"poll\": \"highlevel.location.tags\", \"every\": \"1m\"}, \"do\": [{\"wait\": {\"for\": \"10m\"}}, {\"stop\": \"\"}]}",
    "{\"flow\": \"own\", \"enabled\": true, \"order\": \"contacts\", \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"wait\": {\"for\": \"10m\"}}, {\"stop\": \"\"}]}",
    "{\"flow\": \"starts\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"hand\", \"with\": {\"who\": \"c\"}}, {\"run\": \"hand\", \"with\": {\"who\": \"c\"}}]}"]}
  expect 200
  clock +1 minute
  GET /flows/poll
  soon 200 {"flow": {"lookedAt": "{instant}"}}
  # by hand: a twice, b once
  POST /flows/hand/run {"data": {"who": "a"}}
  POST /flows/hand/run {"data": {"who": "a"}}
  POST /flows/hand/run {"data": {"who": "b"}}
  GET /flows/runs?flow=hand
  soon 200 {"runs": [{"state": "waiting"}, {"state": "ready"}, {"state": "waiting"}]}
  # by a run
  POST /flows/starts/run {"data": {}}
  GET /flows/runs?flow=hand
  soon 200 {"runs": [{"state": "ready"}, {"state": "waiting"}, {"state": "waiting"}, {"state": "ready"}, {"state": "waiting"}]}
  # by a hook
  GET /flows/hook
  expect 200 {"flow": {"hookPath": "{hook:text}"}}
client nobody
  POST {hook} {"who": "a", "n": 1}
  POST {hook} {"who": "a", "n": 2}
  POST {hook} {"who": "b", "n": 3}
client
  GET /flows/runs?flow=hook
  soon 200 {"runs": [{"state": "waiting"}, {"state": "ready"}, {"state": "waiting"}]}
  # by an event
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  GET /flows/runs?flow=own
  soon 200 {"runs": [{"state": "ready"}, {"state": "waiting"}]}
  # by a poll
  POST /locations/{location}/tags {"name": "one"}
  POST /locations/{location}/tags {"name": "two"}
  clock +1 minute
  GET /flows/runs?flow=poll
  soon 200 {"runs": [{"state": "ready"}, {"state": "waiting"}]}
  # what is looked up is not known before a run, so it cannot say which waits for which
  POST /flows/check {"file": "{\"flow\": \"late\", \"order\": \"{{ let.tag }}\", \"let\": {\"tag\": \"{{ lookup('highlevel.location.tag', 'one') }}\"}, \"on\": {\"manual\": \"x\"}, \"do\": [{\"stop\": \"\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "order", "why": "cannot hang on 'let.tag', which only a run looks up"}]}
  clock +11 minutes
  GET /flows/runs?flow=poll
  soon 200 {"runs": [{"state": "waiting"}, {"state": "stopped"}]}

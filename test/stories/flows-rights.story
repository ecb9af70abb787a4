story   a flow may do what the token that applied it may, and nothing else
# A token for flows alone got, through a flow, the company's secret with every scope.
client agency
  POST /tokens {"name": "Strong", "class": "company"}
  expect 201 {"token": {"id": "{strong:id}"}}
  POST /tokens {"name": "Weak", "locationId": "{location}", "scopes": ["flows.write", "flows.readonly"]}
  expect 201 {"token": {"id": "{weakid:id}", "secret": "{weak:text}"}}
  POST /tokens {"name": "Notes", "locationId": "{location}", "scopes": ["flows.write", "flows.readonly", "contacts.readonly", "contacts.write"]}
  expect 201 {"token": {"id": "{crmid:id}", "secret": "{crm:text}"}}
  POST /tokens {"name": "Next", "locationId": "{location}", "scopes": ["flows.write", "flows.readonly", "contacts.readonly", "contacts.write"]}
  expect 201 {"token": {"id": "{nextid:id}", "secret": "{next:text}"}}
client
  header Authorization: Bearer {weak}
  POST /flows/check {"file": "{\"flow\": \"steal\", \"on\": {\"manual\": true}, \"do\": [{\"call\": \"POST\", \"path\": \"/tokens/{strong}/rotate\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0]", "why": "asks rotate-token, which is for tokens of the company: a flow acts for its location"}]}
  header Authorization: Bearer {weak}
  POST /flows/apply {"files": ["{\"flow\": \"steal\", \"on\": {\"manual\": true}, \"do\": [{\"call\": \"POST\", \"path\": \"/tokens/{strong}/rotate\"}]}"]}
  expect 422 {"message": ["steal: do[0] asks rotate-token, which is for tokens of the company: a flow acts for its location"]}
  POST /flows/apply {"files": ["{\"flow\": \"steal\", \"on\": {\"manual\": true}, \"do\": [{\"call\": \"GET\", \"path\": \"/tokens\"}]}"]}
  expect 422 {"message": ["steal: do[0] asks list-tokens, which is for tokens of the company: a flow acts for its location"]}
  header Authorization: Bearer {weak}
  POST /flows/apply {"files": ["{\"flow\": \"greedy\", \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"of\": \"{{contact.id}}\", \"set\": {\"body\": \"hello\"}}]}"]}
  expect 422 {"message": [
    "greedy: on asks get-contact, for which your token lacks the scope contacts.readonly",
    "greedy: do[0] asks create-contact-note, for which your token lacks the scope contacts.write"
  ]}
  # what only a run knows is refused in the run
  header Authorization: Bearer {weak}
  POST /flows/apply {"files": ["{\"flow\": \"sly\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"call\": \"GET\", \"path\": \"/flows/{{what}}\", \"set\": {\"what\": \"runs\"}}]}"]}
  expect 200
  # and in the hands of one with the scopes, it works
  header Authorization: Bearer {crm}
  POST /flows/apply {"files": ["{\"flow\": \"greet\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"of\": \"{{contact.id}}\", \"set\": {\"body\": \"hello {{contact.firstName}}\"}}]}"]}
  expect 200
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  GET /flows/runs?flow=greet
  soon 200 {"runs": [{"id": "{greeted:whole}", "state": "done"}]}
  # nobody starts, switches, changes or reads what acts with more than he holds
  header Authorization: Bearer {weak}
  GET /flows/runs/{greeted}
  expect 401 {"message": "This flow acts with the scope contacts.readonly, which your token lacks."}
  header Authorization: Bearer {weak}
  POST /flows/greet/run {"data": {"id": "{ann}"}}
  expect 401
  header Authorization: Bearer {weak}
  POST /flows/greet/disable
  expect 401
  header Authorization: Bearer {weak}
  POST /flows/runs/{greeted}/replay {"mode": "repeat"}
  expect 401
  header Authorization: Bearer {weak}
  POST /flows/apply {"files": ["{\"flow\": \"greet\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"stop\": \"no\"}]}"]}
  expect 401
  header Authorization: Bearer {weak}
  POST /flows/apply {"files": ["{\"flow\": \"middle\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"greet\", \"with\": {\"id\": \"{ann}\"}}]}"]}
  expect 422 {"message": ["middle: do[0] starts the flow 'greet', which acts with the scope contacts.readonly, which your token lacks"]}
  # a rotation hands its flows over
client agency
  POST /tokens/{crmid}/rotate {"overlapSeconds": 0}
  expect 201 {"token": {"id": "{secondid:id}"}}
clock +1 seconds
client
  GET /flows/greet
  expect 200 {"flow": {"state": "on", "stateReason": "{absent}"}}
  # a revocation takes them away: nothing is done, nothing is lost
client agency
  DELETE /tokens/{secondid}
client
  GET /flows/greet
  expect 200 {"flow": {"state": "blocked", "stateReason": "The token that applied this flow is revoked or has expired: apply it again"}}
  GET /flows
  expect 200 {"flows": [{"slug": "greet", "state": "blocked"}, {"slug": "sly", "state": "on"}]}
  POST /contacts/ {"locationId": "{location}", "firstName": "Bob"}
  expect 201 {"contact": {"id": "{bob:id}"}}
  GET /flows/runs?flow=greet
  soon 200 {"runs": [{"state": "held", "reason": "The token that applied this flow is revoked or has expired: apply it again"}, {"state": "done"}]}
  GET /contacts/{bob}/notes
  expect 200 {"notes": []}
  # applied again by somebody who may, it goes on where it was
  header Authorization: Bearer {next}
  POST /flows/apply {"files": ["{\"flow\": \"greet\", \"enabled\": true, \"on\": {\"event\": \"highlevel.contact.created\"}, \"do\": [{\"post\": \"highlevel.contact.note\", \"of\": \"{{contact.id}}\", \"set\": {\"body\": \"hello {{contact.firstName}}\"}}]}"]}
  expect 200 {"applied": [{"rev": 2, "change": "changed"}]}
  GET /contacts/{bob}/notes
  soon 200 {"notes": [{"body": "hello Bob"}]}
  GET /flows/greet
  expect 200 {"flow": {"state": "on"}}

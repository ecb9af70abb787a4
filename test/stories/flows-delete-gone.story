story   what a flow deletes may be gone already: that is done, and no failure
client
  POST /flows/apply {"files": ["{\"flow\": \"d\", \"enabled\": true, \"on\": {\"manual\": \"contact\"}, \"do\": [{\"id\": \"gone\", \"delete\": \"highlevel.calendar.group\", \"where\": {\"groupId\": \"{{ contact.group }}\"}}, {\"id\": \"next\", \"stop\": \"went on\"}]}"]}
  expect 200
  POST /flows/d/run {"data": {"group": "nosuchgroup000000000"}}
  expect 202 {"run": {"id": "{run:whole}"}}
  GET /flows/runs/{run}
  soon 200 {"run": {"state": "stopped", "reason": "went on"}, "steps": [{"path": "gone", "state": "done"}]}

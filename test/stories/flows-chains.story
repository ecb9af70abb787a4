story   runs that start runs end after ten, and never more of a flow are under way than it allows
client
  # without an end it is refused; with one it is named
  POST /flows/apply {"files": ["{\"flow\": \"twice\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"twice\"}, {\"run\": \"twice\"}]}"]}
  expect 422 {"message": ["twice: do[0] runs this flow, a loop without an end: say with 'if' or 'only' when it is to run"]}
  POST /flows/check {"file": "{\"flow\": \"twice\", \"on\": {\"manual\": \"x\"}, \"only\": \"{{ x.go }}\", \"do\": [{\"run\": \"twice\", \"with\": \"{{ x }}\"}]}"}
  expect 200 {"ok": true, "notes": [{"at": "do[0]", "why": "runs this flow, a loop: it ends when its 'if' says so, and after ten rounds"}]}
  POST /flows/apply {"files": [
    "{\"flow\": \"once\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"limits\": {\"queued\": 3}, \"do\": [{\"wait\": {\"for\": \"1s\"}}, {\"stop\": \"{{ x }}\"}]}",
    "{\"flow\": \"crowd\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"for_each\": {\"in\": \"{{ x.list }}\", \"as\": \"i\", \"key\": \"{{ i }}\", \"do\": [{\"run\": \"once\", \"with\": \"{{ i }}\"}]}}]}",
    "{\"flow\": \"narrow\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"limits\": {\"queued\": 2}, \"only\": \"{{ x.go }}\", \"do\": [{\"run\": \"narrow\", \"with\": \"{{ x }}\"}, {\"run\": \"narrow\", \"with\": \"{{ x }}\"}, {\"run\": \"narrow\", \"with\": \"{{ x }}\"}]}",
    "{\"flow\": \"ping\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"pong\"}]}",
    "{\"flow\": \"pong\", \"enabled\": true, \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"ping\"}]}"]}
  expect 200
  POST /flows/check {"file": "{\"flow\": \"ping\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"pong\"}]}"}
  expect 200 {"ok": true, "notes": [{"at": "do", "why": "a loop: this flow runs pong, ping; it ends when an 'if' says so, and after ten rounds"}]}
  POST /flows/ping/run {"data": {}}
  expect 202 {"run": {"id": "{ping:whole}"}}
  GET /flows/runs?flow=ping&state=done
  soon 200 {"runs": [{"state": "done"}, {"state": "done"}, {"state": "done"}, {"state": "done"}, {"state": "done"}]}
  GET /flows/runs?flow=pong&state=failed
  soon 200 {"runs": [{"reason": "flows have started each other 10 times: 'ping' is not started again"}]}
  GET /flows/runs?flow=pong
  soon 200 {"runs": [{"state": "failed"}, {"state": "done"}, {"state": "done"}, {"state": "done"}, {"state": "done"}]}
  # eight, of which three at a time
  POST /flows/crowd/run {"data": {"list": [1, 2, 3, 4, 5, 6, 7, 8]}}
  expect 202 {"run": {"id": "{crowd:whole}"}}
  GET /flows/runs/{crowd}
  soon 200 {"run": {"state": "ready"}, "steps": [{"state": "done"}, {"state": "done"}, {"state": "done"}]}
  clock +1 minute
  GET /flows/runs/{crowd}
  soon 200 {"steps": [{"state": "done"}, {"state": "done"}, {"state": "done"}, {"state": "done"}, {"state": "done"}, {"state": "done"}]}
  clock +1 minute
  GET /flows/runs/{crowd}
  soon 200 {"run": {"state": "done"}}
  # it does not wait for itself
  POST /flows/narrow/run {"data": {"go": true}}
  expect 202 {"run": {"id": "{narrow:whole}"}}
  GET /flows/runs/{narrow}
  soon 200 {"run": {"state": "failed", "reason": "the flow 'narrow' has as many runs under way as it may, and is started by its own runs"}}
  GET /flows/narrow
  soon 200 {"flow": {"underWay": 0}}

story   a flow that a file names is there, or is applied with it
client
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"welcome\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].run", "why": "there is no flow 'welcome': apply it first, or together with this one"}]}
  POST /flows/check {"file": "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"welcome\"}]}", "beside": ["welcome", "a"]}
  expect 200 {"ok": true, "problems": []}
  POST /flows/apply {"files": ["{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"alert\": {\"after\": \"1 failure\", \"to\": \"flow:welcome\"}, \"do\": [{\"stop\": \"x\"}]}"]}
  expect 422 {"message": ["a: alert.to there is no flow 'welcome': apply it first, or together with this one"]}
  # each names the other, and itself
  POST /flows/apply {"files": [
    "{\"flow\": \"a\", \"on\": {\"manual\": \"x\"}, \"only\": \"{{ x.go }}\", \"alert\": {\"after\": \"1 failure\", \"to\": \"flow:welcome\"}, \"do\": [{\"run\": \"welcome\"}, {\"run\": \"a\"}]}",
    "{\"flow\": \"welcome\", \"on\": {\"manual\": \"x\"}, \"only\": \"{{ x.go }}\", \"do\": [{\"if\": \"{{ x.on }}\", \"then\": [{\"run\": \"a\"}]}]}"]}
  expect 200
  POST /flows/check {"file": "{\"flow\": \"b\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"if\": \"{{ x.a }}\", \"then\": [{\"stop\": \"x\"}], \"else\": [{\"run\": \"welcom\"}]}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].else[0].run", "why": "there is no flow 'welcom'; did you mean 'welcome'?"}]}
client other
  # another location's flow is none
  POST /flows/check {"file": "{\"flow\": \"b\", \"on\": {\"manual\": \"x\"}, \"do\": [{\"run\": \"welcome\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "do[0].run", "why": "there is no flow 'welcome': apply it first, or together with this one"}]}
client
  POST /flows/check {"file": "{\"flow\": \"b\", \"on\": {\"poll\": \"highlevel.users\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": false, "problems": [{"at": "on"}, {"at": "on.poll", "why": "means 'search-users', which cannot be polled; highlevel.list-users can be"}]}
  POST /flows/check {"file": "{\"flow\": \"b\", \"on\": {\"poll\": \"highlevel.list-users\"}, \"do\": [{\"stop\": \"x\"}]}"}
  expect 200 {"ok": true}

story   how a location is set up is kept as a snapshot, and made in another one, where a second push changes and never doubles
client
  POST /locations/{location}/tags {"name": "Member"}
  expect 200 {"tag": {"id": "{tag:id}"}}
  POST /locations/{location}/customValues {"name": "Phone", "value": "123"}
  expect 201 {"customValue": {"id": "{value:id}"}}
  POST /links/ {"locationId": "{location}", "name": "Offer", "redirectTo": "https://example.com/"}
  expect 201 {"link": {"id": "{link:id}"}}
  POST /locations/{location}/templates {"name": "Hello", "type": "sms", "template": {"body": "Hello {{contact.first_name}}"}}
  expect 201 {"template": {"id": "{template:id}"}}
  POST /opportunities/pipelines {"locationId": "{location}", "name": "Sales", "stages": [{"name": "New"}, {"name": "Won"}]}
  expect 201 {"pipeline": {"id": "{pipe:id}", "stages": [{"id": "{new:text}"}, {"id": "{won:text}"}]}}
client agency
  POST /groundlevel/snapshots {"locationId": "{location}", "name": "Club"}
  expect 201 {"snapshot": {"id": "{snap:id}", "name": "Club", "type": "own", "state": "making", "version": 0, "locationId": "{location}"}}
  GET /groundlevel/snapshots/{snap}
  soon 200 {"snapshot": {"state": "ready", "version": 1, "things": 5}}
  GET /snapshots/?companyId={company}
  expect 200 {"snapshots": [{"id": "{snap}", "name": "Club", "type": "own"}]}
  GET /groundlevel/snapshots/{snap}/document
  expect 200 {"format": 1, "name": "Club", "things": [{"kind": "tags", "id": "{tag}", "key": "member", "body": {"name": "member"}}, {"kind": "custom_values", "body": {"name": "Phone", "value": "123"}}, {"kind": "pipelines"}, {"kind": "trigger_links", "id": "{link}"}, {"kind": "templates"}]}
  # nobody has been pushed to
  GET /snapshots/snapshot-status/{snap}/location/{otherlocation}?companyId={company}
  expect 400 {"message": "The snapshot was not pushed to the location {otherlocation}"}
client other
  POST /locations/{otherlocation}/tags {"name": "member"}
  expect 200 {"tag": {"id": "{theirtag:id}"}}
  POST /locations/{otherlocation}/customValues {"name": "Phone", "value": "999"}
  expect 201 {"customValue": {"id": "{theirvalue:id}"}}
client agency
  # a dry run says what would be, and does nothing
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "dry", "as": "add"}
  expect 201 {"pushes": [{"id": "{dry:id}", "snapshotId": "{snap}", "locationId": "{otherlocation}", "dry": true, "mode": "add", "status": "processing", "things": 5, "done": 0}]}
  GET /groundlevel/snapshots/pushes/{dry}
  soon 200 {"push": {"status": "completed", "done": 5}, "lines": [{"kind": "tags", "name": "member", "outcome": "left", "why": "It is so already.", "id": "{theirtag}"}, {"kind": "custom_values", "outcome": "left", "why": "It is there already.", "id": "{theirvalue}"}, {"kind": "pipelines", "name": "Sales", "outcome": "made", "id": "{absent}"}, {"kind": "trigger_links", "outcome": "made"}, {"kind": "templates", "outcome": "made"}]}
  GET /opportunities/pipelines?locationId={otherlocation}
  expect 401
  GET /snapshots/snapshot-status/{snap}/location/{otherlocation}?companyId={company}
  expect 400
client other
  GET /opportunities/pipelines?locationId={otherlocation}
  expect 200 {"pipelines": []}
client agency
  # the same in earnest
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "add"}
  expect 201 {"pushes": [{"id": "{first:id}", "dry": false, "mode": "add"}]}
  GET /groundlevel/snapshots/pushes/{first}
  soon 200 {"push": {"status": "completed", "done": 5, "dateEnded": "{instant}"}, "lines": [{"outcome": "left", "id": "{theirtag}"}, {"outcome": "left", "id": "{theirvalue}"}, {"outcome": "made", "id": "{theirpipe:id}"}, {"outcome": "made", "id": "{theirlink:id}"}, {"outcome": "made", "id": "{theirtemplate:id}"}]}
  GET /groundlevel/snapshots/pushes/{first}?outcome=made&startAfter=3&limit=1
  expect 200 {"lines": [{"n": 4, "outcome": "made", "id": "{theirlink}"}]}
client other
  GET /opportunities/pipelines/{theirpipe}
  expect 200 {"pipeline": {"name": "Sales", "stages": [{"id": "{theirnew:text}", "name": "New"}, {"id": "{theirwon:text}", "name": "Won"}]}}
  GET /links/id/{theirlink}?locationId={otherlocation}
  expect 200 {"link": {"name": "Offer", "redirectTo": "https://example.com/"}}
  GET /locations/{otherlocation}/templates
  expect 200 {"templates": [{"id": "{theirtemplate}", "name": "Hello", "template": {"body": "Hello {{contact.first_name}}"}}]}
  GET /locations/{otherlocation}/customValues/{theirvalue}
  expect 200 {"customValue": {"value": "999"}}
client agency
  # once more: nothing is made twice
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "add"}
  expect 201 {"pushes": [{"id": "{second:id}"}]}
  GET /groundlevel/snapshots/pushes/{second}
  soon 200 {"push": {"status": "completed"}, "lines": [{"outcome": "left"}, {"outcome": "left"}, {"outcome": "left", "why": "It is so already.", "id": "{theirpipe}"}, {"outcome": "left", "id": "{theirlink}"}, {"outcome": "left", "id": "{theirtemplate}"}]}
  # both sides change: here a name and a stage, there the link
client
  PUT /opportunities/pipelines/{pipe} {"name": "Sales of all", "stages": [{"id": "{new}", "name": "New"}, {"id": "{won}", "name": "Won it"}]}
  expect 200
  PUT /links/{link} {"name": "Offer", "redirectTo": "https://example.com/new"}
  expect 201
  PUT /locations/{location}/customValues/{value} {"name": "Phone", "value": "456"}
  expect 200
client other
  PUT /links/{theirlink} {"name": "Our offer", "redirectTo": "https://example.com/ours"}
  expect 201
  PUT /opportunities/pipelines/{theirpipe} {"name": "Sales", "stages": [{"id": "{theirnew}", "name": "New"}, {"name": "Ours"}, {"id": "{theirwon}", "name": "Won"}]}
  expect 200
client agency
  PUT /groundlevel/snapshots/{snap} {"name": "Club 2", "refresh": true}
  expect 200 {"snapshot": {"name": "Club 2", "state": "making", "version": 1}}
  GET /groundlevel/snapshots/{snap}
  soon 200 {"snapshot": {"state": "ready", "version": 2}}
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "update"}
  expect 201 {"pushes": [{"id": "{third:id}", "version": 2}]}
  GET /groundlevel/snapshots/pushes/{third}
  soon 200 {"push": {"status": "completed"}, "lines": [{"outcome": "left"}, {"kind": "custom_values", "outcome": "left", "why": "It was there before."}, {"outcome": "left", "why": "It was changed here."}, {"kind": "trigger_links", "outcome": "left", "why": "It was changed here."}, {"outcome": "left"}]}
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "replace"}
  expect 201 {"pushes": [{"id": "{fourth:id}"}]}
  GET /groundlevel/snapshots/pushes/{fourth}
  soon 200 {"push": {"status": "completed"}, "lines": [{"outcome": "left"}, {"outcome": "changed", "id": "{theirvalue}"}, {"outcome": "changed", "id": "{theirpipe}"}, {"outcome": "changed", "id": "{theirlink}"}, {"outcome": "left"}]}
client other
  # their own stage is still there; the one that was renamed has its id
  GET /opportunities/pipelines/{theirpipe}
  expect 200 {"pipeline": {"name": "Sales of all", "stages": [{"id": "{theirnew}", "name": "New"}, {"id": "{theirwon}", "name": "Won it"}, {"name": "Ours"}]}}
  GET /links/id/{theirlink}?locationId={otherlocation}
  expect 200 {"link": {"name": "Offer", "redirectTo": "https://example.com/new"}}
  GET /links/?locationId={otherlocation}
  expect 200 {"links": [{"id": "{theirlink}"}]}
  GET /locations/{otherlocation}/customValues/{theirvalue}
  expect 200 {"customValue": {"value": "456"}}
client
  PUT /links/{link} {"name": "Offer", "redirectTo": "https://example.com/third"}
  expect 201
client agency
  # what is as the last push left it is changed by an update
  PUT /groundlevel/snapshots/{snap} {"refresh": true}
  GET /groundlevel/snapshots/{snap}
  soon 200 {"snapshot": {"state": "ready", "version": 3}}
  POST /groundlevel/snapshots/{snap}/push {"locationIds": ["{otherlocation}"], "mode": "update"}
  expect 201 {"pushes": [{"id": "{fifth:id}"}]}
  GET /groundlevel/snapshots/pushes/{fifth}?outcome=changed
  soon 200 {"push": {"status": "completed"}, "lines": [{"kind": "trigger_links", "id": "{theirlink}"}]}
  # as upstream says it
  GET /snapshots/snapshot-status/{snap}/location/{otherlocation}?companyId={company}
  expect 200 {"data": {"id": "{fifth}", "locationId": "{otherlocation}", "status": "completed", "completed": ["tags", "custom_values", "pipelines", "trigger_links", "templates"], "pending": []}}
  GET /snapshots/snapshot-status/{snap}?companyId={company}&from=2020-01-01&to=2100-01-01&limit=2
  expect 200 {"data": [{"id": "{fifth}", "locationId": "{otherlocation}", "status": "completed", "dateAdded": "{text}"}, {"id": "{fourth}"}]}
  GET /snapshots/snapshot-status/{snap}?companyId={company}&from=2020-01-01T00:00:00Z&to=2100-01-01&limit=10&lastDoc={fourth}
  expect 200 {"data": [{"id": "{third}"}, {"id": "{second}"}, {"id": "{first}"}]}
  GET /snapshots/snapshot-status/{snap}?companyId={company}&from=2020-01-01&to=2020-01-02
  expect 200 {"data": []}
  GET /snapshots/snapshot-status/{snap}?companyId={company}&from=10-10-2022%2012:00%20AM&to=2100-01-01
  expect 400 {"message": "from must be a valid ISO 8601 date string"}
  # gone: what was made stays
  DELETE /groundlevel/snapshots/{snap}
  expect 200 {"succeeded": true}
  GET /groundlevel/snapshots/{snap}
  expect 400 {"message": "Snapshot with id {snap} not found"}
  GET /groundlevel/snapshots/pushes/{fifth}
  soon 400
client other
  GET /links/id/{theirlink}?locationId={otherlocation}
  expect 200 {"link": {"redirectTo": "https://example.com/third"}}

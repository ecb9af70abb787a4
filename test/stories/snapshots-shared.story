story   a snapshot is shared by a link, taken into a company once or often, and comes from elsewhere as a document
client
  POST /locations/{location}/tags {"name": "member"}
  POST /locations/{location}/tags {"name": "trial"}
  POST /locations/{location}/customValues {"name": "Phone", "value": "123"}
client agency
  PUT /groundlevel/companies/{company} {"name": "Rope & <b>Sons"}
  expect 200
  POST /groundlevel/snapshots {"locationId": "{location}", "name": "Club & <Co>", "include": ["tags", "custom_values"], "exclude": ["custom_values"]}
  expect 201 {"snapshot": {"id": "{snap:id}", "kinds": ["tags"]}}
  GET /groundlevel/snapshots/{snap}
  soon 200 {"snapshot": {"state": "ready", "things": 2, "kinds": ["tags"]}}
  # good once
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "link"}
  expect 201 {"id": "{id}", "shareLink": "{once:text}"}
client nobody
  # who opens it sees in words what is in it, and how it is taken
  GET {once}
  expect 200
  expect header Content-Type "text/html; charset=utf-8"
  expect header Referrer-Policy no-referrer
  expect holds <h1>Club &amp; &lt;Co&gt;</h1>
  expect holds <p>Rope &amp; &lt;b&gt;Sons shares how a location is set up
  expect holds <li>Tags: 2</li>
  expect holds This address is good once.
  expect holds /groundlevel/snapshots/take
  take word /share/
  header Accept-Language: de-CH, en;q=0.5
  GET {once}
  expect 200
  expect holds <html lang="de"
  expect holds Diese Adresse gilt einmal.
  expect holds Kontakte, Nachrichten und Passwörter sind nicht darin.
  GET /share/{word}/contents
  expect 200 {"name": "Club & <Co>", "company": "{text}", "type": "link", "holds": [{"kind": "tags", "count": 2}]}
  GET /share/00000000000000000000000000000000
  expect 404
  expect holds There is no such link, or it was used already.
  GET /share/00000000000000000000000000000000/contents
  expect 404 {"message": "There is no such link, or it was used already."}
client agency
  POST /groundlevel/snapshots/take {"token": "{once}"}
  expect 201 {"snapshot": {"id": "{taken:id}", "name": "Club & <Co>", "type": "imported", "state": "ready", "things": 2, "locationId": "{absent}"}}
  POST /groundlevel/snapshots/take {"token": "{once}"}
  expect 404
client nobody
  GET {once}
  expect 404
client agency
  PUT /groundlevel/snapshots/{taken} {"refresh": true}
  expect 400 {"message": "It was imported: there is no location to make it anew of."}
  # as often as one likes
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "permanent_link"}
  expect 201 {"shareLink": "{often:text}"}
  POST /groundlevel/snapshots/take {"token": "{often}"}
  expect 201
  POST /groundlevel/snapshots/take {"token": "{often}"}
  expect 201
  # for some alone
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "agency_link"}
  expect 422 {"message": ["relationship_number should not be empty"]}
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "agency_link", "relationship_number": "0-000-000, 1-111-111"}
  expect 201 {"shareLink": "{others:text}"}
  POST /groundlevel/snapshots/take {"token": "{others}"}
  expect 403 {"message": "This link is not for your company."}
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "location_link"}
  expect 422
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "location_link", "share_location_id": "nosuchlocation000000"}
  expect 201 {"shareLink": "{nowhere:text}"}
  POST /groundlevel/snapshots/take {"token": "{nowhere}"}
  expect 403
client other
  GET /locations/{otherlocation}/tags
  expect 200 {"tags": []}
client agency
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "location_link", "share_location_id": "x, {otherlocation}"}
  expect 201 {"shareLink": "{there:text}"}
  POST /groundlevel/snapshots/take {"token": "{there}"}
  expect 201 {"snapshot": {"id": "{bound:id}", "onlyLocations": ["x", "{otherlocation}"]}}
  POST /groundlevel/snapshots/{bound}/push {"locationIds": ["{otherlocation}", "{location}"], "mode": "add"}
  expect 403 {"message": "This snapshot was shared for other locations than {location}."}
  POST /groundlevel/snapshots/{bound}/push {"locationIds": ["{otherlocation}"], "mode": "add"}
  expect 201 {"pushes": [{"id": "{pushed:id}"}]}
  GET /groundlevel/snapshots/pushes/{pushed}
  soon 200 {"push": {"status": "completed"}, "lines": [{"outcome": "made"}, {"outcome": "made"}]}
client other
  GET /locations/{otherlocation}/tags
  expect 200 {"tags": [{"name": "member"}, {"name": "trial"}]}
  # a location sees what it was pushed
  GET /snapshots/
  expect 200 {"snapshots": [{"id": "{bound}"}]}
  GET /groundlevel/snapshots/{bound}
  expect 200 {"snapshot": {"id": "{bound}"}}
client agency
  # what was shared is gone with the snapshot
  DELETE /groundlevel/snapshots/{snap}
client nobody
  GET {often}
  expect 404
client agency
  # refusals
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{snap}", "share_type": "link"}
  expect 400 {"message": "Snapshot with id {snap} not found"}
  POST /snapshots/share/link?companyId={company} {"snapshot_id": "{taken}", "share_type": "gift"}
  expect 422
  POST /groundlevel/snapshots {"locationId": "{location}", "name": "Club", "include": ["tag"]}
  expect 422 {"message": ["include: a snapshot holds no tag"]}
  POST /groundlevel/snapshots/{taken}/push {"locationIds": ["nosuchlocation000000"], "mode": "add"}
  expect 403
  POST /groundlevel/snapshots/{taken}/push {"locationIds": [], "mode": "add"}
  expect 422
  GET /snapshots/?companyId=nosuchcompany0000000
  expect 403
client
  GET /snapshots/?companyId={company}
  expect 200 {"snapshots": []}
  GET /groundlevel/snapshots/{bound}
  expect 400 {"message": "Snapshot with id {bound} not found"}
  GET /groundlevel/snapshots/{bound}/document
  expect 401 {"message": "Token's user type mismatch!"}
  POST /groundlevel/snapshots {"locationId": "{location}", "name": "Club"}
  expect 401
client keeper snapshots.readonly
  POST /groundlevel/snapshots {"locationId": "{location}", "name": "Club"}
  expect 401 {"message": "The token is not authorized for this scope."}
  GET /snapshots/?companyId={company}
  expect 200

story   a campaign that is a draft keeps who is in it, and sends when it is published
client
  POST /groundlevel/campaigns {"name": "Later"}
  expect 201 {"campaign": {"id": "{later:id}", "status": "draft", "steps": []}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/{ann}/campaigns/{later} {}
  GET /groundlevel/campaigns/{later}/enrolments
  expect 200 {"enrolments": [{"state": "in", "nextAt": "{absent}"}]}
  PUT /groundlevel/campaigns/{later} {"steps": [{"after": "1h", "subject": "x", "html": "<p>x</p>"}]}
  expect 200 {"campaign": {"name": "Later", "status": "draft", "steps": [{"after": "1h"}]}}
  GET /groundlevel/campaigns/{later}/enrolments
  expect 200 {"enrolments": [{"state": "in", "nextAt": "{at:instant}"}]}
  clock +2 hours
  PUT /groundlevel/campaigns/{later} {"name": "Now"}
  GET /groundlevel/campaigns/{later}/mails
  expect 200 {"mails": []}
  PUT /groundlevel/campaigns/{later} {"status": "published"}
  expect 200 {"campaign": {"status": "published", "name": "Now"}}
  GET /groundlevel/campaigns/{later}/mails
  soon 200 {"mails": [{"contactId": "{ann}", "state": "sent"}]}
  GET /groundlevel/campaigns/{later}/enrolments?state=done
  expect 200 {"enrolments": [{"contactId": "{ann}"}]}

# what is due while it is a draft again waits for it to be published
  POST /groundlevel/campaigns {"name": "Off", "status": "published", "steps": [{"after": "1h", "subject": "y", "html": "<p>y</p>"}]}
  expect 201 {"campaign": {"id": "{off:id}"}}
  POST /contacts/{ann}/campaigns/{off} {}
  PUT /groundlevel/campaigns/{off} {"status": "draft"}
  POST /groundlevel/campaigns {"name": "Beside", "status": "published", "steps": [{"after": "2h", "subject": "z", "html": "<p>z</p>"}]}
  expect 201 {"campaign": {"id": "{beside:id}"}}
  POST /contacts/{ann}/campaigns/{beside} {}
  clock +3 hours
  GET /groundlevel/campaigns/{beside}/mails
  soon 200 {"mails": [{"state": "sent"}]}
  GET /groundlevel/campaigns/{off}/mails
  expect 200 {"mails": []}
  PUT /groundlevel/campaigns/{off} {"status": "published"}
  GET /groundlevel/campaigns/{off}/mails
  soon 200 {"mails": [{"contactId": "{ann}", "state": "sent"}]}

# steps that cannot be
  PUT /groundlevel/campaigns/{later} {"steps": [{"after": "soon", "html": "x"}, {"subject": "no words"}, {"templateId": "nosuch00000000000000"}]}
  expect 422 {"message": ["steps.0.after must be a span such as 2h or 3d, of at most 1000 days",
    "steps.1 needs html, message or templateId", "steps.2.templateId names no e-mail template"]}
  POST /groundlevel/campaigns {"name": "x", "steps": [{"html": "x", "from": "nobody"}]}
  expect 422
  GET /groundlevel/campaigns/{later}
  expect 200 {"campaign": {"steps": [{"after": "1h"}]}}
client other
  GET /groundlevel/campaigns/{later}/mails
  expect 404
  GET /groundlevel/campaigns/{later}/statistics
  expect 404

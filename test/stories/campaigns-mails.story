story   a campaign sends its mails at their times, each once, to who is in it
client
  POST /groundlevel/campaigns {"name": "Course", "status": "published", "steps": [
    {"subject": "Hello {{contact.first_name}}", "html": "<p>Welcome, {{contact.first_name}}</p>"},
    {"after": "2d", "subject": "Day three", "message": "Still <there>?\nAnn & we", "from": "ann@example.com"}]}
  expect 201 {"campaign": {"id": "{course:id}", "steps": [{"subject": "Hello {{contact.first_name}}", "after": "{absent}"}, {"after": "2d"}]}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ann", "email": "ann@example.com"}
  expect 201 {"contact": {"id": "{ann:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Ben", "email": "ben@example.com"}
  expect 201 {"contact": {"id": "{ben:id}"}}
  POST /contacts/ {"locationId": "{location}", "firstName": "Cleo"}
  expect 201 {"contact": {"id": "{cleo:id}"}}
  POST /contacts/{ann}/campaigns/{course} {}
  expect 201 {"succeded": true, "succeeded": true}
  clock +1 seconds
  POST /contacts/{ben}/campaigns/{course} {}
  clock +1 seconds
  POST /contacts/{cleo}/campaigns/{course} {}
  POST /contacts/{ann}/campaigns/{course} {}              # in it already
  GET /groundlevel/campaigns/{course}/mails
  soon 200 {"mails": [{"contactId": "{cleo}", "state": "failed", "n": 0, "messageId": "{absent}", "error": "{text}"},
    {"contactId": "{ben}", "state": "sent"},
    {"contactId": "{ann}", "state": "sent", "messageId": "{message:id}", "emailId": "{email:id}"}]}
  GET /conversations/messages/email/{email}
  expect 200 {"subject": "Hello Ann", "body": "<p>Welcome, Ann</p>", "contactId": "{ann}", "direction": "outbound"}
  GET /groundlevel/campaigns/{course}/enrolments
  expect 200 {"enrolments": [{"contactId": "{ann}", "state": "in", "step": 1, "times": 1, "nextAt": "{instant}"}, {"contactId": "{ben}"}, {"contactId": "{cleo}", "step": 1}]}

# who leaves, or is deleted, gets no more; who is not to be disturbed neither
  DELETE /contacts/{ben}/campaigns/{course}
  GET /groundlevel/campaigns/{course}/statistics
  expect 200 {"statistics": {"inIt": 2, "done": 0, "hasLeft": 1, "sent": 2, "failed": 1}}
  DELETE /contacts/{cleo}
  restart
  clock +3 days
  GET /groundlevel/campaigns/{course}/mails?state=sent
  soon 200 {"mails": [{"contactId": "{ann}", "n": 1, "emailId": "{second:id}"}, {"contactId": "{ben}"}, {"contactId": "{ann}", "n": 0}]}
  GET /conversations/messages/email/{second}
  expect 200 {"subject": "Day three", "from": "ann@example.com", "body": "Still &lt;there&gt;?<br>\nAnn &amp; we"}
  GET /groundlevel/campaigns/{course}/enrolments?state=done
  expect 200 {"enrolments": [{"contactId": "{ann}", "nextAt": "{absent}", "endedAt": "{instant}"}]}
  GET /groundlevel/campaigns/{course}/statistics
  expect 200 {"statistics": {"inIt": 0, "done": 1, "hasLeft": 1, "sent": 3, "failed": 0}}
  GET /events?types=CampaignStatusUpdate
  expect 200 {"events": [{"payload": {"contactId": "{ann}", "campaignName": "Course", "status": "entered"}},
    "{more}"]}

# nothing twice to who has had all; who has left begins anew
  POST /contacts/{ann}/campaigns/{course} {}
  POST /contacts/{ben}/campaigns/{course} {}
  GET /groundlevel/campaigns/{course}/enrolments
  soon 200 {"enrolments": [{"contactId": "{ann}", "state": "done", "times": 1}, {"contactId": "{ben}", "state": "in", "times": 2, "step": 1}]}
  PUT /contacts/{ben} {"dnd": true}
  clock +3 days
  GET /groundlevel/campaigns/{course}/mails?state=failed
  soon 200 {"mails": [{"contactId": "{ben}", "n": 1, "error": "{text}"}]}
  DELETE /groundlevel/campaigns/{course}
  expect 200 {"succeeded": true}
  GET /groundlevel/campaigns/{course}/mails
  expect 404

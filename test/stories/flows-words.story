story   the words of flows are told from the rows: what can be done, with which fields
client
  GET /flows/words
  expect 200 {"words": "{any}", "events": "{any}"}
  GET /flows/words/highlevel.contact?verb=upsert
  expect 200 {"asks": "upsert-contact", "own": false, "holder": "customFields", "takes": "{any}", "gives": "{any}"}
  GET /flows/words/accessally.member.fields?verb=put
  expect 200 {"asks": "wordpress-update-user", "own": true, "where": ["id", "email"], "takes": []}
  GET /flows/words/wordpress.post?verb=upsert
  expect 200 {"asks": "wordpress-create-post", "of": "post_type", "holder": "meta"}
  GET /flows/words/highlevel.contact?verb=add
  expect 404
  GET /flows/words/nonsense?verb=get
  expect 404

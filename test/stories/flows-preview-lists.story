story   a preview compares with the very thing of a list that would change, and names it as people do
peer
client peer
  POST /wp-json/wp/v2/calendar-groups {"title": "North", "slug": "north", "status": "publish", "excerpt": "N"}
  POST /wp-json/wp/v2/calendar-groups {"title": "South", "slug": "south", "status": "publish", "excerpt": "S"}
  POST /control {"user": "ann", "password": "abcd"}
client
  POST /connections {"kind": "wordpress", "name": "site", "baseUrl": "{peer}", "account": "ann", "secret": "abcd", "rate": 0}
  expect 201
  POST /locations/{location}/customFields {"name": "post", "dataType": "TEXT"}
  expect 201
  POST /contacts/ {"locationId": "{location}", "email": "north@example.com"}
  expect 201
  POST /calendars/groups {"locationId": "{location}", "name": "North", "description": "N", "slug": "north"}
  expect 201
  POST /calendars/groups {"locationId": "{location}", "name": "Old", "description": "S", "slug": "south"}
  expect 201
  POST /flows/apply {"files": ["{\"flow\": \"g\", \"on\": {\"poll\": \"wordpress.posts\", \"use\": \"site\", \"of\": \"calendar-groups\", \"start\": \"all\"}, \"do\": [{\"id\": \"group\", \"get\": \"highlevel.calendar.group\", \"where\": {\"slug\": \"{{ post.slug }}\"}}, {\"put\": \"highlevel.calendar.group\", \"where\": {\"groupId\": \"{{ steps.group.id }}\"}, \"set\": {\"name\": \"{{ post.title.raw }}\", \"description\": \"{{ post.excerpt.raw }}\", \"slug\": \"{{ post.slug }}\"}}, {\"put\": \"highlevel.calendar.group.status\", \"where\": {\"groupId\": \"{{ steps.group.id }}\"}, \"set\": {\"isActive\": \"{{ post.status == 'publish' }}\"}}]}",
    "{\"flow\": \"f\", \"on\": {\"poll\": \"wordpress.posts\", \"use\": \"site\", \"of\": \"calendar-groups\", \"start\": \"all\"}, \"only\": \"{{ post.slug == 'north' }}\", \"do\": [{\"upsert\": \"highlevel.contact\", \"set\": {\"email\": \"north@example.com\", \"customFields.post\": \"{{ post.slug }}\"}}]}",
    "{\"flow\": \"h\", \"on\": {\"manual\": \"contact\"}, \"do\": [{\"stop\": \"no\"}]}"]}
  expect 200
  POST /flows/g/preview {}
  expect 200 {"items": 2, "made": 0, "changed": 1, "same": 1, "unclear": 0, "reasons": [],
    "samples": [{"named": "South", "title": "Update Calendar Group", "field": "name", "before": "Old", "after": "South"}]}
  # a custom field is called as the flow's file calls it
  POST /flows/f/preview {}
  expect 200 {"items": 2, "changed": 1, "left": 1, "samples": [{"named": "North", "field": "post", "before": null, "after": "north"}]}
  POST /flows/h/preview {}
  expect 422 {"message": "This flow does not go through a list (its \"on\" is no poll), so there is nothing to look through beforehand; flow test shows what it does with a sample"}
